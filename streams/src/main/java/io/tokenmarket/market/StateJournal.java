package io.tokenmarket.market;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.UnsettledTrade;

/** Hears every change of a market's state, so that a store can hold the same. */
public interface StateJournal {
  StateJournal NONE =
      new StateJournal() {
        @Override
        public void head(MarketHead head) {}

        @Override
        public void orderOpened(OpenOrder order) {}

        @Override
        public void orderClosed(OpenOrder order) {}

        @Override
        public void budget(Budget budget) {}

        @Override
        public void key(SigningKey key) {}

        @Override
        public void keyRemoved(SigningKey key) {}

        @Override
        public void waits(UnsettledTrade trade) {}

        @Override
        public void settled(UnsettledTrade trade) {}

        @Override
        public void remembered(CommandMemory memory) {}

        @Override
        public void forgotten(CommandMemory memory) {}
      };

  void head(MarketHead head);

  /** Under an id that is not open; an order that changes is closed and opened again. */
  void orderOpened(OpenOrder order);

  void orderClosed(OpenOrder order);

  /** A consumer's budget as it is now, in place of the one before. */
  void budget(Budget budget);

  /** An owner's key as it is now, in place of the one before. */
  void key(SigningKey key);

  void keyRemoved(SigningKey key);

  /** A trade that waits for its delivery, as it is now, in place of what it was before. */
  void waits(UnsettledTrade trade);

  void settled(UnsettledTrade trade);

  void remembered(CommandMemory memory);

  void forgotten(CommandMemory memory);
}
