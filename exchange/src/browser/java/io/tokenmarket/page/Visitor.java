package io.tokenmarket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody in front of the dashboard; what their browser complains of is kept. */
final class Visitor implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Pattern A_NUMBER = Pattern.compile("[\\d,]+");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visitor(BrowserContext context, String address) {
    this.context = context;
    this.page = context.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(complaints::add);
    page.onRequest(request -> requireHost(request.url(), address));
    page.navigate(address);
  }

  private void requireHost(String url, String address) {
    if (!url.startsWith("blob:")
        && !URI.create(url).getHost().equals(URI.create(address).getHost())) {
      complaints.add("asks another host: " + url);
    }
  }

  /** That an answer was a refusal is no complaint: the page tells it. */
  private void note(ConsoleMessage message) {
    boolean serious = message.type().equals("error") || message.type().equals("warning");
    if (serious && !message.text().startsWith("Failed to load resource")) {
      complaints.add(message.text());
    }
  }

  Page page() {
    return page;
  }

  Locator at(String selector) {
    return page.locator(selector);
  }

  Locator field(String label) {
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  Locator button(String label) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  /** What is in the header of figures under this name. */
  Locator figure(String name) {
    return page.locator("#totals div", new Page.LocatorOptions().setHasText(name))
        .locator("dd span");
  }

  /** Until an auction is on screen. */
  Visitor awaitAuction() {
    assertThat(figure("Auction")).hasText(A_NUMBER);
    return this;
  }

  /** Fills in a bid and sends it. */
  void bid(String participant, String tier, String millionTokens, String limit) {
    field("Participant").fill(participant);
    at("#entry select").selectOption(tier);
    field("Million tokens").fill(millionTokens);
    field("Limit, $ per million").fill(limit);
    button("Send order").click();
  }

  Locator outcome() {
    return at("#entry .outcome");
  }

  /** Kept as output of the build. */
  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  /** What axe finds wrong, each with the first element it is found at. */
  List<String> barriers() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .map(rule -> rule.getId() + " at " + rule.getNodes().get(0).getHtml())
            .toList();
  }

  List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    context.close();
  }
}
