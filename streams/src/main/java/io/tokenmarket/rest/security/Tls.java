package io.tokenmarket.rest.security;

import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.schemas.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What a server shows who it is by.
 *
 * @param keystore PKCS12: its key and certificates
 * @param passwordFile the first line is the password of both
 */
public record Tls(Path keystore, Path passwordFile) {
  private static final int LARGEST_PASSWORD = 64 << 10;
  private static final int LARGEST_KEYSTORE = 1 << 20;

  /**
   * For the server's connector.
   *
   * @throws SecurityFileException where a file cannot be read or the password is another
   */
  public SslContextFactory.Server contextFactory() {
    String password = password();
    requireKey(password);
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setKeyStoreType("PKCS12");
    factory.setKeyStorePath(keystore.toAbsolutePath().toString());
    factory.setKeyStorePassword(password);
    // It costs the server much more than the client; only TLS 1.2 has it.
    factory.setRenegotiationAllowed(false);
    return factory;
  }

  private String password() {
    try {
      return SmallFile.text(passwordFile, LARGEST_PASSWORD).lines().findFirst().orElse("");
    } catch (IOException unreadable) {
      throw new SecurityFileException(
          "The password file %s cannot be read: %s."
              .formatted(passwordFile, FileTrouble.words(unreadable)),
          unreadable);
    }
  }

  /** Asked here: what goes wrong later is said by a stack of exceptions. */
  private void requireKey(String password) {
    try (InputStream input =
        new ByteArrayInputStream(SmallFile.bytes(keystore, LARGEST_KEYSTORE))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(input, password.toCharArray());
      for (String alias : java.util.Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return;
        }
      }
      throw unusable("has no private key", null);
    } catch (IOException | GeneralSecurityException unreadable) {
      throw unusable(
          "cannot be opened with the password in "
              + passwordFile
              + " ("
              + (unreadable instanceof IOException trouble
                  ? FileTrouble.words(trouble)
                  : unreadable.getMessage())
              + ")",
          unreadable);
    }
  }

  private SecurityFileException unusable(String why, Throwable cause) {
    return new SecurityFileException("The keystore %s %s.".formatted(keystore, why), cause);
  }
}
