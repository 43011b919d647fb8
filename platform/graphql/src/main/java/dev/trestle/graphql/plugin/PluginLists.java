package dev.trestle.graphql.plugin;

import dev.trestle.domain.plugin.ActivePlugin;
import dev.trestle.domain.query.BesideTicket;
import dev.trestle.domain.query.FilterField;
import dev.trestle.domain.record.Ticket;
import dev.trestle.domain.search.SearchNames;
import dev.trestle.graphql.desk.view.TicketLists;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.record.RecordType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What plugins add to the lists of tickets, as names and kinds: nothing of it holds a class of a
 * plugin, so a list may outlive the generation it was made for.
 */
final class PluginLists {
  private PluginLists() {}

  static TicketLists of(Collection<ActivePlugin> plugins) {
    TicketLists lists = TicketLists.KERNEL;
    for (ActivePlugin plugin : plugins) {
      ListExtension added = plugin.contributions().ticketLists();
      for (ListExtension.Filter filter : added.filters()) {
        lists =
            lists.with(
                filter.name(),
                field(filter.kind(), beside(plugin.id(), filter.type(), filter.component())));
      }
      for (ListExtension.Sort sort : added.sorts()) {
        lists = lists.with(sort.name(), beside(plugin.id(), sort.type(), sort.component()));
      }
      for (ListExtension.SearchText text : added.searches()) {
        lists =
            lists.with(
                new TicketLists.Searched(
                    text.name(),
                    SearchNames.field(plugin.id(), text.name()),
                    text.publicText(),
                    text.permission(),
                    text.inWords()));
      }
    }
    return lists;
  }

  private static FilterField<Ticket> field(ListExtension.FilterKind kind, BesideTicket beside) {
    return switch (kind) {
      case ID -> beside.ids();
      case KEY, TEXT -> beside.texts();
      case FLAG -> beside.flag();
      case TIME -> beside.times();
      case NUMBER -> beside.numbers();
      case CONSTANT -> beside.constant();
    };
  }

  private static BesideTicket beside(String plugin, RecordType<?> type, String name) {
    RecordComponent component = component(type, name);
    return new BesideTicket(
        plugin + "." + type.name(),
        name,
        component == null ? null : unwritten(component.getType()),
        index(type, RecordType.IndexKind.GROUPED, name),
        index(type, RecordType.IndexKind.SORTED, name),
        component == null ? List.of() : constants(component.getType()));
  }

  /** The component; null when the record has none of that name, which composing refuses. */
  static @Nullable RecordComponent component(RecordType<?> type, String name) {
    return Arrays.stream(type.type().getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Object unwritten(Class<?> type) {
    Map<Class<?>, Object> plain = Map.of(boolean.class, false, int.class, 0L, long.class, 0L);
    return type == List.class ? List.of() : plain.get(type);
  }

  private static @Nullable String index(
      RecordType<?> type, RecordType.IndexKind kind, String component) {
    return type.indexes().stream()
        .filter(index -> index.kind() == kind && index.components().equals(List.of(component)))
        .map(RecordType.Index::name)
        .findFirst()
        .orElse(null);
  }

  private static List<String> constants(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList()
        : List.of();
  }
}
