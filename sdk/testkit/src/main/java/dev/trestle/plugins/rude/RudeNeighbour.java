package dev.trestle.plugins.rude;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.GuardContext;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.schema.Fields;
import java.util.List;
import java.util.Set;

/** Fails in its guard and in its reaction, and loses itself in its field. */
public final class RudeNeighbour implements DeskPlugin {
  @Override
  public List<String> schema() {
    return List.of(
        """
        extend type Ticket {
          "Never comes to its end."
          rude: Int
        }
        """);
  }

  @Override
  public List<Fields<?>> fields() {
    return List.of(Fields.of("Ticket", Ticket.class).getter("rude", RudeNeighbour::lost));
  }

  private static Object lost(Ticket ticket) {
    int turns = 0;
    while (ticket.version() > 0) {
      turns++;
    }
    return turns;
  }

  @Override
  public List<CommandGuard> guards() {
    return List.of(new Guard());
  }

  @Override
  public List<Reaction> reactions() {
    return List.of(new Fails());
  }

  private static final class Guard implements CommandGuard {
    @Override
    public String name() {
      return "rude";
    }

    @Override
    public void check(GuardContext context) {
      throw new IllegalStateException("rude on purpose");
    }
  }

  private static final class Fails implements Reaction {
    @Override
    public String name() {
      return "rude";
    }

    @Override
    public Set<String> events() {
      return Set.of();
    }

    @Override
    public void react(Occasion occasion) {
      throw new IllegalStateException("rude on purpose");
    }
  }
}
