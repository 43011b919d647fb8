package com.example.parcels;

import static com.example.parcels.Awaited.AWAITED;
import static com.example.parcels.Parcel.PARCELS;

import com.example.parcels.api.ParcelCounts;
import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.plugin.Role;
import dev.trestle.sdk.plugin.Service;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import dev.trestle.sdk.work.Worker;
import java.util.List;

/** Parcels that tickets wait for. */
public final class ParcelsPlugin implements DeskPlugin {
  static final String READ = "parcels.read";
  static final String WORK = "parcels.work";
  static final String CALLBACK_SECRET = "callbackSecret";

  @Override
  public List<RecordType<?>> records() {
    return List.of(PARCELS, AWAITED);
  }

  @Override
  public List<Fields<?>> fields() {
    return ParcelFields.all();
  }

  @Override
  public RootFields roots() {
    return ParcelFields.roots();
  }

  // docs: mutation
  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        Mutation.of("parcelAdd", AddParcel.class, AddParcel::decide)
            .needs(WORK)
            .shows(
                "parcel", answer -> answer.snapshot().records(PARCELS).get(answer.id("parcel"))));
  }

  // docs: end
  // docs: lists
  @Override
  public ListExtension ticketLists() {
    return ListExtension.NONE
        .filter("parcelAwaited", FilterKind.FLAG, AWAITED, "waiting")
        .sort("PARCEL_EXPECTED_AT", AWAITED, "nextAt")
        .search("parcel", AWAITED, "codes", false);
  }

  // docs: end
  @Override
  public List<CommandGuard> guards() {
    return List.of(new ClosingHint());
  }

  @Override
  public List<Companion> companions() {
    return List.of(new CodeInSubject());
  }

  @Override
  public List<Reaction> reactions() {
    return List.of(new ClosedReaction());
  }

  @Override
  public List<TimerHandler> timers() {
    return List.of(new LateTimer());
  }

  @Override
  public List<OutboxChannel> channels() {
    return List.of(new CarrierChannel());
  }

  @Override
  public List<Worker> workers() {
    return List.of(new PickUpWatch());
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(CarrierCallback.ENDPOINT, CarrierPhoto.ENDPOINT);
  }

  // docs: permissions
  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(
            READ, "See the parcels of the tickets one sees.", List.of("manager", "technician")),
        new Permission(WORK, "Note parcels that tickets wait for.", List.of("technician")));
  }

  @Override
  public List<Role> roles() {
    return List.of(
        new Role(
            "storekeeper",
            "Storekeeper",
            "Takes parcels in.",
            List.of("ticket.read.all", READ, WORK)));
  }

  // docs: end
  // docs: settings
  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.of(
            "announce",
            Setting.Kind.FLAG,
            "Whether the carrier is told that we wait for a parcel.",
            "true"),
        Setting.of(
            "watchPickUps",
            Setting.Kind.FLAG,
            "Whether the carrier is asked all the time for parcels that were picked up.",
            "false"),
        Setting.of(
            CALLBACK_SECRET,
            Setting.Kind.SECRET,
            "What the carrier signs its callbacks with; without it they are refused.",
            null));
  }

  // docs: end
  // docs: offer
  @Override
  public List<Service<?>> services() {
    ParcelCounts counts =
        (snapshot, ticketId) -> {
          int awaited = 0;
          for (Parcel parcel : snapshot.records(PARCELS).group("ticket", ticketId)) {
            awaited += parcel.awaited() ? 1 : 0;
          }
          return awaited;
        };
    return List.of(new Service<>(ParcelCounts.class, counts));
  }
  // docs: end
}
