package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.node.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path dir;

  @Test
  void aFolderInUseIsRefused() {
    try (DataFolder first = DataFolder.open(dir)) {
      assertThat(first.resolve("kafka")).isEqualTo(dir.resolve("kafka"));
      assertThatThrownBy(() -> DataFolder.open(dir))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(dir.toString())
          .hasMessageContaining("in use by another run");
    }
  }

  @Test
  void aFolderOpensAgainOnceItIsClosed() {
    DataFolder.open(dir.resolve("new")).close();
    DataFolder.open(dir.resolve("new")).close();
  }

  @Test
  void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(file.toString());
  }
}
