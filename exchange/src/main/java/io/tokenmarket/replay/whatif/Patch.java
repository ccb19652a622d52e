package io.tokenmarket.replay.whatif;

import io.tokenmarket.replay.LogSource;
import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.simulation.ScenarioException;
import io.tokenmarket.simulation.ScenarioReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;

/** One change to one market of a log. */
public final class Patch {
  private final LoggedMarket market;
  private final Change change;

  Patch(LoggedMarket market, Change change) {
    this.market = market;
    this.change = change;
  }

  /**
   * The patch in a file, held to what the log names; reads the log once.
   *
   * @throws ScenarioException where the file cannot be read or does not fit the log
   * @throws io.tokenmarket.replay.LogException where the log cannot be read, or is not whole
   */
  public static Patch load(Path file, LogSource log) {
    return read(file.toString(), text(file), log);
  }

  /**
   * The patch in a text.
   *
   * @param name how its author knows it
   */
  static Patch read(String name, String yaml, LogSource log) {
    SortedMap<String, LoggedMarket> markets = LoggedMarket.read(log);
    return ScenarioReader.read(
        name, yaml, PatchFile.EMPTY, written -> new PatchCheck(written, markets).patch());
  }

  private static String text(Path file) {
    try {
      return ScenarioReader.text(file);
    } catch (NoSuchFileException missing) {
      throw new ScenarioException(
          "there is no patch file %s; check the path of --what-if".formatted(file), missing);
    } catch (MalformedInputException notText) {
      throw new ScenarioException(file + " is not UTF-8 text; save it as such", notText);
    } catch (IOException unreadable) {
      throw new ScenarioException(
          "%s cannot be read (%s); give a readable YAML file"
              .formatted(file, FileTrouble.words(unreadable)),
          unreadable);
    }
  }

  /** The rules of the market as they were. */
  public MarketDefinition rules() {
    return market.rules();
  }

  /** The change in words, to follow "what if". */
  public String words() {
    return change.words();
  }

  /** Gates in the market's log: not fewer than its auctions. */
  public long gates() {
    return market.gates();
  }

  int partition() {
    return market.partition();
  }

  Change change() {
    return change;
  }
}
