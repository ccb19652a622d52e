package io.tokenmarket.market;

import io.tokenmarket.schemas.OpenOrder;
import java.util.Collection;

/** The open orders of a market in log order, and the sums over them. */
final class Orders {
  private final Rulebook rulebook;
  private final Ledger<CommandName, OpenOrder> ledger;
  private final OpenOrderTotals positions = new OpenOrderTotals();
  private final Budgets budgets;

  /**
   * @param budgets of which demands reserve
   */
  Orders(Rulebook rulebook, RecordHash hash, Budgets budgets) {
    this.rulebook = rulebook;
    this.ledger = new Ledger<>(order -> rulebook.digest(hash, order));
    this.budgets = budgets;
  }

  Ledger<CommandName, OpenOrder> ledger() {
    return ledger;
  }

  OpenOrderTotals positions() {
    return positions;
  }

  /** All of them; a view. */
  Collection<OpenOrder> all() {
    return ledger.all();
  }

  /** The order of this name, or null. */
  OpenOrder get(CommandName name) {
    return ledger.get(name);
  }

  void open(OpenOrder order) {
    ledger.add(name(order), order);
    positions.add(order);
    budgets.reserve(order);
  }

  void close(CommandName name) {
    OpenOrder order = ledger.remove(name);
    positions.remove(order);
    budgets.release(order);
  }

  /** An order that keeps its place in the log keeps it here, any other goes behind all. */
  void amend(OpenOrder order) {
    CommandName name = name(order);
    OpenOrder before = ledger.get(name);
    if (before.getLogPosition() == order.getLogPosition()
        && before.getPlace() == order.getPlace()) {
      replace(order);
    } else {
      close(name);
      open(order);
    }
  }

  void replace(OpenOrder order) {
    CommandName name = name(order);
    OpenOrder before = ledger.get(name);
    ledger.replace(name, order);
    positions.remove(before);
    positions.add(order);
    budgets.release(before);
    budgets.reserve(order);
  }

  private CommandName name(OpenOrder order) {
    return rulebook.name(OpenOrders.owner(order), order.getOrderId());
  }
}
