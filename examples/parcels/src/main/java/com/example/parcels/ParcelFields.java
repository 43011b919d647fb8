package com.example.parcels;

import static com.example.parcels.Parcel.PARCELS;

import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.desk.Ticket;
import dev.trestle.sdk.net.Network.WebAnswer;
import dev.trestle.sdk.net.Network.WebRequest;
import dev.trestle.sdk.schema.FieldEntry.Refusal;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RequestContext;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the schema text's fields are read. */
final class ParcelFields {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int OK = 200;

  private ParcelFields() {}

  // docs: fields
  static List<Fields<?>> all() {
    return List.of(
        Fields.of("Ticket", Ticket.class)
            .batch(
                "parcels",
                (tickets, arguments, context) ->
                    tickets.stream().map(ticket -> parcels(ticket, context)).toList())
            .guarded(ParcelsPlugin.READ, Refusal.EMPTY),
        Fields.of("Parcel", Parcel.class)
            .getter("id", Parcel::id)
            .getter("code", Parcel::code)
            .getter("expectedAt", Parcel::expectedAt)
            .getter("arrivedAt", Parcel::arrivedAt)
            .slow(
                "position",
                PATIENCE,
                (parcel, arguments, context) -> position(parcel, context.get(Surroundings.class))));
  }

  static RootFields roots() {
    return new RootFields()
        .query(
            "parcelByCode",
            (arguments, context) ->
                context
                    .get(Snapshot.class)
                    .records(PARCELS)
                    .unique("code", arguments.requireString("code")))
        .guarded(ParcelsPlugin.READ);
  }

  // docs: end
  private static List<Parcel> parcels(Ticket ticket, RequestContext context) {
    List<Parcel> parcels = new ArrayList<>();
    context.get(Snapshot.class).records(PARCELS).group("ticket", ticket.id()).forEach(parcels::add);
    return parcels;
  }

  // docs: network
  private static @Nullable String position(Parcel parcel, Surroundings surroundings) {
    URI address = URI.create("https://carrier.example/parcels/" + parcel.code());
    try {
      WebAnswer answer = surroundings.network().send(WebRequest.get(address, PATIENCE));
      return answer.status() == OK ? new String(answer.body(), StandardCharsets.UTF_8) : null;
    } catch (IOException silent) {
      throw new UncheckedIOException("the carrier does not answer", silent);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
  // docs: end
}
