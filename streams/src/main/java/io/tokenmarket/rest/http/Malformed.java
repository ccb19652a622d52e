package io.tokenmarket.rest.http;

import io.tokenmarket.schemas.Wording;
import io.tokenmarket.schemas.Wording.Meant;

/** Why a request cannot be read as HTTP, in words for who sent it: the library's are its own. */
public final class Malformed {
  private static final Wording WORDS =
      Wording.of(
          Meant.of("empty segment", "its path has an empty segment (//)"),
          Meant.of("Ambiguous", "its path could be read in two ways"),
          Meant.of("User Info", "its first line names a user before the host"),
          Meant.of("Fragment", "its first line has a fragment (#)"),
          Meant.of(
              "Path Character|character in path",
              "its path has a character that must be percent-encoded"),
          Meant.of(
              "Host|[Aa]uthority",
              "it needs one header Host, well formed, and the same host as its first line may name"),
          Meant.of(
              "Content-Length|Transfer-Encoding|chunk",
              "it needs one length, by one Content-Length or by Transfer-Encoding: chunked"),
          Meant.of("Folding", "a header goes on on another line"),
          Meant.of("Colon", "a header has no colon"),
          Meant.of(
              "haracter|Whitespace|Space|SPACE|CNTL|Token",
              "its first line or a header has a character where none such may be"));

  private Malformed() {}

  /** As it is put in a sentence: "The request cannot be read as HTTP: ...". */
  public static String words(String said) {
    return WORDS
        .words(said)
        .orElse(
            "its first line or a header is malformed, as by a percent sign without two hex digits, or by %00");
  }
}
