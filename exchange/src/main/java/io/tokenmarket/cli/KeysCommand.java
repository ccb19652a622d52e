package io.tokenmarket.cli;

import io.tokenmarket.market.Identity;
import io.tokenmarket.node.UsageException;
import io.tokenmarket.rest.security.Key;
import io.tokenmarket.rest.security.KeysFile;
import io.tokenmarket.rest.security.Role;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys}: who may do what over REST. */
@Command(
    name = "keys",
    description = {
      "Who may do what over REST: the file that run and serve are given as --keys. A node that runs"
          + " takes up what changes.",
      "Run it as the user the node runs as: the file is for its owner alone."
    },
    subcommands = {KeysCommand.Add.class, KeysCommand.Listing.class, KeysCommand.Remove.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

  /** {@code keys add}. */
  @Command(
      name = "add",
      description = "Make a key and print it, once; the file keeps its hash.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "Of keys.")
    private Path file;

    @Option(
        names = "--participant",
        paramLabel = "NAME",
        description = "Whose orders the key is for; an operator's is for nobody's.")
    private String participant;

    @Option(
        names = "--role",
        required = true,
        description = "One of: ${COMPLETION-CANDIDATES}, in any case.")
    private Role role;

    @Override
    public Integer call() {
      if ((role == Role.PARTICIPANT) != (participant != null && !participant.isEmpty())) {
        throw new UsageException(
            role == Role.PARTICIPANT
                ? "A participant's key is of somebody; name them with --participant."
                : "%s key is of no participant; leave --participant out."
                    .formatted(role == Role.OPERATOR ? "An operator's" : "A monitor's"));
      }
      requireName();
      PrintWriter out = spec.commandLine().getOut();
      out.println(new KeysFile(file).add(role, participant));
      out.flush();
      return 0;
    }

    /** A key of a name that no participant can have would never be of use. */
    private void requireName() {
      if (participant != null && !Identity.canBeHad(participant)) {
        throw new UsageException(
            "--participant %s is no participant's name; it has 1 to 200 characters, no slash and no NUL, and is not . or .."
                .formatted(TerminalText.line(participant)));
      }
    }
  }

  /** {@code keys list}. */
  @Command(
      name = "list",
      description = "Whose keys there are, by id.",
      mixinStandardHelpOptions = true)
  static final class Listing implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "Of keys.")
    private Path file;

    @Override
    public Integer call() {
      if (Files.notExists(file)) {
        throw new UsageException(
            "There is no keys file %s; check --file, or make one with keys add.".formatted(file));
      }
      List<Key> keys = new KeysFile(file).keys();
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%-8s  %-20s  %-11s  %s\n", "id", "added", "role", "participant");
      for (Key key : keys) {
        String whose = key.participant() == null ? "" : TerminalText.line(key.participant());
        out.println(
            "%-8s  %-20s  %-11s  %s"
                .formatted(key.id(), key.added(), key.role().name().toLowerCase(Locale.ROOT), whose)
                .stripTrailing());
      }
      out.flush();
      return 0;
    }
  }

  /** {@code keys remove ID}. */
  @Command(
      name = "remove",
      description = "Take a key away; a node that runs refuses it within a second.",
      mixinStandardHelpOptions = true)
  static final class Remove implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "As keys list shows it.")
    private String id;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "Of keys.")
    private Path file;

    @Override
    public Integer call() {
      if (!new KeysFile(file).remove(id)) {
        throw new UsageException(
            "No key %s is in %s; keys list shows which are.".formatted(id, file));
      }
      return 0;
    }
  }
}
