package @package@;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.FieldEntry.Refusal;
import dev.trestle.sdk.schema.Fields;
import java.util.List;

/** What the plugin contributes; the desk asks each method once, as it starts the plugin. */
public final class @Name@Plugin implements DeskPlugin {
  static final String READ = "@id@.read";
  static final String SET = "@id@.set";

  /** At most one for each ticket. The desk keeps them, also while the plugin is away. */
  static final RecordType<Hold> HOLDS = RecordType.ofTicket("hold", Hold.class);

  private static final List<String> STAFF =
      List.of("manager", "dispatcher", "technician", "intake");

  @Override
  public List<RecordType<?>> records() {
    return List.of(HOLDS);
  }

  @Override
  public List<Fields<?>> fields() {
    return List.of(
        Fields.of("Ticket", Ticket.class)
            .computed(
                "@name@Hold",
                (ticket, arguments, context) ->
                    context.get(Snapshot.class).records(HOLDS).get(ticket.id()))
            .guarded(READ, Refusal.EMPTY),
        Fields.of("@Name@Hold", Hold.class)
            .getter("reason", Hold::reason)
            .getter("setAt", Hold::setAt)
            .getter("setBy", Hold::setBy));
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        Mutation.of("@name@HoldSet", SetHold.class, SetHold::decide)
            .needs(SET)
            .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket"))));
  }

  @Override
  public List<CommandGuard> guards() {
    return List.of(new HoldGuard());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(READ, "See what the tickets wait for that one sees.", STAFF),
        new Permission(SET, "Say what a ticket waits for, or that it waits no more.", STAFF));
  }
}
