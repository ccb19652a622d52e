package io.tokenmarket.metrics;

import io.tokenmarket.topology.views.ViewsUnavailableException;

/** Something that is read at each scrape. What it cannot know now it leaves out. */
interface Source {
  /**
   * @throws ViewsUnavailableException where the views stopped answering meanwhile
   */
  void read(Samples samples);
}
