package io.tokenmarket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser, on a real node and a real broker. */
@Timeout(120)
class DashboardPageTest {
  private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
  private static final double PATIENCE_MILLIS = 30_000;
  private static final Pattern LOW_LIMIT = Pattern.compile("[Tt]he limit \\$0\\.001000");

  /** An auction's trades are on screen until the next one's are. */
  private static final String KEEP_TRADES =
      "() => { const trades = document.querySelector('#trades'); window.traded = '';"
          + " new MutationObserver(() => window.traded += trades.textContent)"
          + ".observe(trades, {childList: true, characterData: true, subtree: true}); }";

  private static final Pattern PRICE = Pattern.compile("\\d+\\.\\d{3}");

  @TempDir static Path directory;
  private static Playwright playwright;
  private static Browser browser;
  private static Exchange exchange;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no Chromium at " + CHROMIUM);
    exchange = Exchange.start(directory);
    exchange.openQuietMarket("quiet");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  @AfterAll
  static void stop() throws Exception {
    if (playwright != null) {
      playwright.close();
    }
    if (exchange != null) {
      exchange.close();
    }
  }

  private interface Visit {
    void to(Visitor visitor) throws Exception;
  }

  /** A visit after which the browser must have had nothing to complain of. */
  private static void visit(String query, Browser.NewContextOptions options, Visit visit)
      throws Exception {
    try (Visitor visitor = new Visitor(browser.newContext(options), exchange.address() + query)) {
      visit.to(visitor);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static void visit(Visit visit) throws Exception {
    visit("?market=eu-north", screen(1600, 1000, ColorScheme.LIGHT), visit);
  }

  private static Browser.NewContextOptions screen(int width, int height, ColorScheme scheme) {
    return new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
  }

  @Test
  void pricesMoveByThemselves() throws Exception {
    visit(
        visitor -> {
          String first = visitor.awaitAuction().figure("Auction").textContent();
          assertThat(visitor.figure("Auction")).not().hasText(first);
          String second = visitor.figure("Auction").textContent();
          assertThat(visitor.figure("Auction")).not().hasText(second);
          assertThat(visitor.at("#prices tbody tr")).hasCount(5);
          assertThat(visitor.at("#prices tbody")).containsText(PRICE);
          assertThat(visitor.at("#trades tbody tr").first()).isVisible();
          assertThat(visitor.at("#connection")).hasText("live");
          assertThat(visitor.at("#curves .plot canvas").first()).isVisible();
          visitor.screenshot("light");
        });
  }

  @Test
  void pricesOfALongerTimeAreAverages() throws Exception {
    visit(
        visitor -> {
          Locator plot = visitor.awaitAuction().at("#price-history .plot");
          assertThat(plot).hasAttribute("aria-label", Pattern.compile("^Prices since .*ULTRA"));
          visitor.at("#price-history select").selectOption("1 day");
          assertThat(plot).hasAttribute("aria-label", Pattern.compile("^Average prices .*ULTRA"));
        });
  }

  @Test
  void aFilledOrderSaysWhatItGotAndAClickTellsWhy() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction().bid("desk", "MEDIUM", "0.1", "12");
          assertThat(visitor.outcome()).containsText("Got 0.100 million MEDIUM at $");
          visitor.at("#orders tbody button").first().click();
          assertThat(visitor.at("#why .answer")).containsText("Filled at $");
          visitor.screenshot("why");
        });
  }

  @Test
  void aNameThatIsMarkupIsText() throws Exception {
    String name = "<img src=x onerror=alert(1)><b>";
    visit(
        visitor -> {
          visitor.awaitAuction().page().evaluate(KEEP_TRADES);
          visitor.bid(name, "MEDIUM", "0.1", "12");
          assertThat(visitor.outcome()).containsText("Got 0.100 million MEDIUM at $");
          visitor.page().waitForFunction("name => window.traded.includes(name)", name);
          assertThat(visitor.page().locator("img, b")).hasCount(0);
        });
  }

  @Test
  void anOrderThatGotNothingIsToldWhatItWouldHaveTaken() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction().bid("thrifty", "ULTRA", "0.1", "0.001");
          assertThat(visitor.outcome()).containsText("It got nothing in interval");
          visitor.at("#orders tbody button").first().click();
          assertThat(visitor.at("#why .answer")).containsText(LOW_LIMIT);
        });
  }

  @Test
  void aRefusedOrderShowsTheReasonCodeAndItsSentence() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction().bid("desk", "MEDIUM", "0.1", "3.0001");
          assertThat(visitor.outcome()).containsText("PRICE_OFF_GRID: ");
          assertThat(visitor.outcome()).containsText(Pattern.compile("PRICE_OFF_GRID: .{10,}"));
          visitor.screenshot("refused");
        });
  }

  @Test
  void whatCannotBeSentIsSaidAtItsField() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction().bid("desk", "MEDIUM", "many", "3");
          assertThat(visitor.outcome()).containsText("how many million tokens");
          assertThat(visitor.field("Million tokens")).isFocused();
        });
  }

  @Test
  void powerIsSoldByTheForm() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction().field("Participant").fill("windmill");
          visitor.page().getByLabel("Sell power").check();
          visitor.at("#entry input[name=site]").fill("shore");
          visitor.at("#entry input[name=hardware]").fill("hopper");
          visitor.field("MW").fill("1.5");
          visitor.field("Tokens per second and MW of MEDIUM").fill("1000000");
          visitor.field("Ask of MEDIUM").fill("0.001");
          visitor.button("Send order").click();
          assertThat(visitor.outcome()).containsText(Pattern.compile("Sold .* million MEDIUM"));
          assertThat(visitor.at("#orders tbody")).containsText("sell 1.500 MW hopper in shore");
        });
  }

  @Test
  void theThemeIsSwitchedAndStays() throws Exception {
    visit(
        visitor -> {
          Locator theme = visitor.awaitAuction().at("#theme");
          theme.click();
          assertThat(theme).hasText("Theme: light");
          theme.click();
          assertThat(theme).hasText("Theme: dark");
          visitor.page().reload();
          visitor.awaitAuction();
          assertThat(theme).hasText("Theme: dark");
          assertThat(visitor.at("body")).hasCSS("background-color", "rgb(13, 17, 23)");
          visitor.screenshot("dark");
        });
  }

  @Test
  void aPhoneShowsItAllWithoutScrollingSideways() throws Exception {
    visit(
        "?market=eu-north",
        screen(390, 844, ColorScheme.DARK),
        visitor -> {
          visitor.awaitAuction();
          assertThat(visitor.at("#trades tbody tr").first()).isVisible();
          assertThat(visitor.page().evaluate("document.documentElement.scrollWidth"))
              .isEqualTo(390);
          visitor.screenshot("phone");
          assertThat(visitor.barriers()).isEmpty();
        });
  }

  @Test
  void theKeyboardIsEnough() throws Exception {
    visit(
        visitor -> {
          var keyboard = visitor.awaitAuction().page().keyboard();
          keyboard.press("Tab");
          assertThat(visitor.at(".skip")).isFocused();
          for (String key : List.of("Enter", "Tab", "Tab")) {
            keyboard.press(key);
          }
          keyboard.type("typist");
          for (String typed : List.of("MEDIUM", "0.1", "12")) {
            keyboard.press("Tab");
            keyboard.type(typed);
          }
          keyboard.press("Enter");
          assertThat(visitor.outcome()).containsText("Got 0.100 million MEDIUM at $");
          Locator order = visitor.at("#orders tbody button").first();
          order.focus();
          keyboard.press("Enter");
          assertThat(visitor.at("#why")).isVisible();
          keyboard.press("Escape");
          assertThat(visitor.at("#why")).isHidden();
          assertThat(order).isFocused();
        });
  }

  @Test
  void holdStopsTheScreenAndMissesNothing() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction();
          visitor.at("#hold").click();
          String held = visitor.figure("Auction").textContent();
          String interval = visitor.at("#delivering").textContent();
          assertThat(visitor.at("#delivering")).not().hasText(interval);
          assertThat(visitor.figure("Auction")).hasText(held);
          visitor.at("#hold").click();
          assertThat(visitor.figure("Auction")).not().hasText(held);
        });
  }

  @Test
  void whereThereIsNothingItSaysSo() throws Exception {
    visit(
        "?market=quiet",
        screen(1600, 1000, ColorScheme.DARK),
        visitor -> {
          assertThat(visitor.at("#prices .empty")).hasText("No auction has been held yet.");
          assertThat(visitor.at("#orders .empty")).containsText("Name a participant");
          assertThat(visitor.at("#delivering")).containsText("Opens at");
          assertThat(visitor.at("body")).not().containsText(Pattern.compile("NaN|undefined|null"));
          assertThat(visitor.barriers()).isEmpty();
          visitor.screenshot("empty");
        });
  }

  @Test
  void itHasNoBarriersNorHaveItsDialogs() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction();
          assertThat(visitor.at("#trades tbody tr").first()).isVisible();
          assertThat(visitor.barriers()).isEmpty();
          visitor.at("#trades tbody button").first().click();
          assertThat(visitor.at("#why .reasons li").first()).isVisible();
          assertThat(visitor.barriers()).isEmpty();
        });
  }

  @Test
  void aBarrierIsFound() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction().page().evaluate("document.body.append(new Image())");
          assertThat(visitor.barriers()).anyMatch(rule -> rule.startsWith("image-alt"));
        });
  }

  @Test
  void itSaysSinceWhenItIsStaleAndGoesOnBehindARestart() throws Exception {
    visit(
        visitor -> {
          String before = visitor.awaitAuction().figure("Auction").textContent();
          exchange.restart(
              () -> {
                assertThat(visitor.at("#connection"))
                    .hasText(Pattern.compile("stale since \\d\\d:\\d\\d:\\d\\d UTC"));
                visitor.screenshot("stale");
              });
          assertThat(visitor.at("#connection")).hasText("live");
          assertThat(visitor.figure("Auction")).not().hasText(before);
        });
  }

  @Test
  void aKeyGoesWithOrdersAndIsForgottenOnRequest() throws Exception {
    visit(
        visitor -> {
          visitor.awaitAuction().at("#access").click();
          visitor.field("Key").fill("secret");
          visitor.button("Keep").click();
          var sent =
              visitor
                  .page()
                  .waitForRequest(
                      "**/demand?*", () -> visitor.bid("desk", "MEDIUM", "0.1", "0.001"));
          assertThat(sent.headers()).containsEntry("authorization", "Bearer secret");
          visitor.at("#access").click();
          visitor.button("Forget").click();
          assertThat(visitor.page().evaluate("sessionStorage.getItem('accessKey')")).isNull();
        });
  }
}
