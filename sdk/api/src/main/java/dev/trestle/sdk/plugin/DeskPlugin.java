package dev.trestle.sdk.plugin;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.promise.Experimental;
import dev.trestle.sdk.promise.Spi;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import dev.trestle.sdk.work.Worker;
import java.util.List;

/**
 * A plugin: says, as data, what it contributes. The desk makes one instance by the constructor
 * without parameters, asks each method once while it starts the plugin, and registers what they
 * answer; a plugin never reaches in. The instance keeps nothing that must survive: records do.
 *
 * <p>The class is named by {@code plugin.class} in the manifest {@code
 * META-INF/trestle/plugin.properties}.
 */
@Spi
public interface DeskPlugin {
  /**
   * The plugin's schema texts: its own types, and {@code extend type} on any public type, the roots
   * included. Every element has a description. Without an override, the file {@code
   * schema.graphqls} at the jar's root, if there is one.
   */
  default List<String> schema() {
    return List.of();
  }

  /**
   * The fields of the object types in the schema texts; of the desk's types by SDK interface, such
   * as {@link dev.trestle.sdk.desk.Ticket} for {@code Ticket}. The context of fields and roots has
   * these facts: {@link dev.trestle.sdk.desk.Snapshot}, {@link dev.trestle.sdk.desk.Viewer} and
   * {@link dev.trestle.sdk.surroundings.Surroundings}.
   */
  default List<Fields<?>> fields() {
    return List.of();
  }

  /** The queries and subscriptions in the schema texts. */
  default RootFields roots() {
    return new RootFields();
  }

  /** The mutations in the schema texts. */
  default List<Mutation<?>> mutations() {
    return List.of();
  }

  /** What it adds to the lists of tickets. */
  default ListExtension ticketLists() {
    return ListExtension.NONE;
  }

  default List<RecordType<?>> records() {
    return List.of();
  }

  default List<CommandGuard> guards() {
    return List.of();
  }

  default List<Companion> companions() {
    return List.of();
  }

  default List<Reaction> reactions() {
    return List.of();
  }

  default List<TimerHandler> timers() {
    return List.of();
  }

  default List<OutboxChannel> channels() {
    return List.of();
  }

  /** What works on threads of its own while the plugin runs. */
  @Experimental(since = "0.1.0")
  default List<Worker> workers() {
    return List.of();
  }

  default List<Endpoint> endpoints() {
    return List.of();
  }

  default List<Permission> permissions() {
    return List.of();
  }

  default List<Role> roles() {
    return List.of();
  }

  default List<Setting> settings() {
    return List.of();
  }

  /** What it offers other plugins. */
  default List<Service<?>> services() {
    return List.of();
  }
}
