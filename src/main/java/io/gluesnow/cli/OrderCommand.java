package io.gluesnow.cli;

import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.config.PropertyGroups;
import io.gluesnow.config.SyncConfig;
import io.gluesnow.config.SyncOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives the running job an order about some tables. */
@Command(
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0    sent, or printed",
      "  1    not sent; the cause is said",
      "  2    called in a way that is not understood, or with a bad configuration"
    })
final class OrderCommand implements Callable<Integer> {
  private final Console console;
  private final String name;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Mixin private Help help;

  @Option(
      names = "--config",
      paramLabel = "<file>",
      description =
          "The running job's configuration in Managed Flink's format: the order goes to its stream,"
              + " and to its instance alone. May be left out with --print.")
  private Path config;

  @Option(
      names = "--catalog",
      paramLabel = "<id>",
      description = "The Glue catalog. Unless set: the account that the stream belongs to.")
  private String catalog;

  @Option(
      names = "--region",
      paramLabel = "<region>",
      description = "The region of that catalog. Unless set: the stream's.")
  private String region;

  @Option(
      names = "--instance",
      paramLabel = "<name>",
      description =
          "The only job that is meant, by its policy.instance; `*` for every one that reads the"
              + " stream. Unless set: that of the configuration.")
  private String instance;

  @Option(
      names = "--print",
      description =
          "Prints the event and sends nothing: it can be put on the stream by hand, or on an event"
              + " bus that leads there (by its source, detail-type and detail).")
  private boolean print;

  /** What the order is about. */
  private static final class Which {
    @Option(names = "--all", required = true, description = "All tables that the job knows.")
    private boolean all;

    @Option(
        names = "--database",
        paramLabel = "<database>",
        required = true,
        description = "All tables of a Glue database.")
    private String database;

    @Option(
        names = "--table",
        paramLabel = "<database>.<table>",
        required = true,
        description = "One table; what comes after the first dot is its name.")
    private String table;
  }

  private OrderCommand(Console console, String name) {
    this.console = console;
    this.name = name;
  }

  /** The three of them. */
  static void addTo(CommandLine commands, Console console) {
    add(
        commands,
        console,
        ControlEvent.Command.RESYNC,
        "Makes the running job look at tables again, whatever it had decided about them before.");
    add(
        commands,
        console,
        ControlEvent.Command.PAUSE,
        "Makes the running job begin nothing new about tables until `resume`. What happens to them"
            + " meanwhile is remembered.");
    add(
        commands,
        console,
        ControlEvent.Command.RESUME,
        "Makes the running job go on with tables that were paused.");
  }

  private static void add(
      CommandLine commands, Console console, ControlEvent.Command order, String description) {
    String name = order.name().toLowerCase(Locale.ROOT);
    CommandLine command = new CommandLine(new OrderCommand(console, name));
    command.getCommandSpec().usageMessage().description(description);
    commands.addSubcommand(name, command);
  }

  @Override
  public Integer call() {
    return config == null ? printOnly() : send(SyncConfig.of(PropertyGroups.ofFile(config)));
  }

  private int printOnly() {
    if (!print) {
      throw new Misuse("give --config, the running job's configuration, or --print");
    }
    if (catalog == null || region == null) {
      throw new Misuse("without --config, give --catalog and --region");
    }
    console.out().println(order(catalog, region, "").pretty());
    return ExitCode.DONE;
  }

  private int send(SyncConfig settings) {
    OrderStream stream = OrderStream.of(settings);
    OrderEvent order = order(stream.account(), stream.region(), settings.get(SyncOptions.INSTANCE));
    if (print) {
      console.out().println(order.pretty());
    } else {
      console.out().println("Sent to " + stream.put(order) + ".");
    }
    return ExitCode.DONE;
  }

  private OrderEvent order(String account, String home, String configured) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("command", name);
    String only = instance == null ? configured : instance;
    if (!only.isEmpty() && !only.equals("*")) {
      detail.put("instance", only);
    }
    if (catalog != null) {
      detail.put("catalog", catalog);
    }
    if (region != null) {
      detail.put("region", region);
    }
    if (which.all) {
      detail.put("all", true);
    } else if (which.database != null) {
      detail.put("database", which.database);
    } else {
      int dot = which.table.indexOf('.');
      if (dot < 1 || dot == which.table.length() - 1) {
        throw new Misuse("`" + which.table + "` names no table: write <database>.<table>");
      }
      detail.put("database", which.table.substring(0, dot));
      detail.put("table", which.table.substring(dot + 1));
    }
    String user = System.getProperty("user.name", "");
    if (!user.isBlank()) {
      detail.put("principal", user);
    }
    return OrderEvent.of(account, home, console.clock().instant(), detail);
  }
}
