package io.tokenmarket.replay;

/** Hears how far the reading of a log is. */
public interface Progress {
  Progress NONE =
      new Progress() {
        @Override
        public void ahead(long positions) {}

        @Override
        public void done(long positions) {}
      };

  /** So many more positions are to be read. */
  void ahead(long positions);

  /** So many of them have been read. */
  void done(long positions);
}
