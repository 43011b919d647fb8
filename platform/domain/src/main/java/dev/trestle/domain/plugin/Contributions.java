package dev.trestle.domain.plugin;

import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Companion;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.OutboxChannel;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.event.TimerHandler;
import dev.trestle.sdk.http.Endpoint;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.plugin.Role;
import dev.trestle.sdk.plugin.Service;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import dev.trestle.sdk.work.Worker;
import java.util.List;

/** What a plugin has answered to the questions of {@code DeskPlugin}, each asked once. */
public record Contributions(
    List<String> schema,
    List<Fields<?>> fields,
    RootFields roots,
    List<Mutation<?>> mutations,
    ListExtension ticketLists,
    List<RecordType<?>> records,
    List<CommandGuard> guards,
    List<Companion> companions,
    List<Reaction> reactions,
    List<TimerHandler> timers,
    List<OutboxChannel> channels,
    List<Worker> workers,
    List<Endpoint> endpoints,
    List<Permission> permissions,
    List<Role> roles,
    List<Setting> settings,
    List<Service<?>> services) {
  public Contributions {
    schema = List.copyOf(schema);
    fields = List.copyOf(fields);
    mutations = List.copyOf(mutations);
    records = List.copyOf(records);
    guards = List.copyOf(guards);
    companions = List.copyOf(companions);
    reactions = List.copyOf(reactions);
    timers = List.copyOf(timers);
    channels = List.copyOf(channels);
    workers = List.copyOf(workers);
    endpoints = List.copyOf(endpoints);
    permissions = List.copyOf(permissions);
    roles = List.copyOf(roles);
    settings = List.copyOf(settings);
    services = List.copyOf(services);
  }
}
