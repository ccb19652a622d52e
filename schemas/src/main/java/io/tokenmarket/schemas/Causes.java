package io.tokenmarket.schemas;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** What failures come from. */
public final class Causes {
  private Causes() {}

  /** The failure, its cause, the cause of that and so on. */
  public static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /** What the failure says of itself, or the first of its causes that says anything. */
  public static String words(Throwable failure) {
    return of(failure)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(failure.getClass().getSimpleName());
  }

  /** What made a stage fail, without what the stages behind it wrap it in; null for null. */
  public static Throwable ofStage(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  /** The first of them that is of this kind. */
  public static <T> Optional<T> first(Throwable failure, Class<T> kind) {
    return of(failure).filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
