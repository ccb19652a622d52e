package io.tokenmarket.producers.client;

/** Puts a command on its topic. */
interface CommandSender {

  /** Told, at once or later and from any thread, that the topic did not take the command. */
  interface FailureListener {
    void failed(Exception cause);
  }

  void send(Command command, FailureListener onFailure);
}
