package io.tokenmarket.market;

import io.tokenmarket.clearing.Auction;
import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import java.util.function.Supplier;

/** What clears a book: a function of the book alone, with memory that decides nothing. */
interface Solver {
  /** The one that markets use. */
  Supplier<Solver> AUCTION = () -> new Auction()::clear;

  /** The outcome, valid until the next call. */
  Outcome clear(Book book);
}
