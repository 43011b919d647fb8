package dev.trestle.graphql.plugin;

import dev.trestle.graphql.desk.view.ConnectionView;
import dev.trestle.graphql.desk.view.Scope;
import dev.trestle.graphql.plugin.DeskTypes.DeskType;
import dev.trestle.sdk.schema.Page;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a plugin's field answered into what the engine may write, by the field's declared
 * type. Runs inside the guarded call, because a list or a page may be the plugin's own class; what
 * leaves it is of classes of the desk and the JDK, or an object for one of the plugin's own types.
 */
final class Answers {
  /** So many elements a plugin's list may have; longer ones are to be paged. */
  static final int LIST_MAX = 10_000;

  /** The classes of leaf values; none of them can be extended, so none carries a plugin's code. */
  private static final Set<Class<?>> LEAVES =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          UUID.class,
          BigDecimal.class,
          Instant.class,
          LocalDate.class,
          Duration.class);

  /** An answer that is none of its type; a fault of the plugin. */
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message, null, false, false);
    }
  }

  /** Turns one answer. */
  @FunctionalInterface
  interface Turn {
    @Nullable Object of(Object answer, Supplier<Scope> scope);
  }

  private Answers() {}

  /**
   * @param declared as the schema text has it; null when it does not, which composing refuses
   * @param composites the names of all types that have fields, of the desk and of plugins
   */
  static Turn of(@Nullable Type<?> declared, Set<String> composites) {
    return switch (declared) {
      case NonNullType nonNull -> of(nonNull.getType(), composites);
      case ListType list -> list(of(list.getType(), composites));
      case TypeName name when composites.contains(name.getName()) -> composite(name.getName());
      case null, default -> (answer, scope) -> leaf(answer);
    };
  }

  private static Turn composite(String name) {
    DeskType<?> desk = DeskTypes.named(name);
    if (desk != null) {
      return (answer, scope) -> desk(desk, answer, scope);
    }
    return (answer, scope) -> {
      if (answer instanceof Page<?> page) {
        return page(page, scope);
      }
      return DeskTypes.isDesks(answer) ? DeskTypes.view(answer, scope.get()) : own(answer);
    };
  }

  private static @Nullable Object desk(DeskType<?> type, Object answer, Supplier<Scope> scope) {
    if (answer instanceof UUID id && type.found() != null) {
      return type.found().apply(scope.get(), id);
    }
    if (DeskTypes.isDesks(answer) && type.sdk().isInstance(answer)) {
      return DeskTypes.view(answer, scope.get());
    }
    throw new Unfit(answer.getClass().getName() + " in the place of a " + type.name());
  }

  /** An object for one of the plugin's own types; the desk's objects have no business there. */
  private static Object own(Object answer) {
    if (answer instanceof Iterable<?> || LEAVES.contains(answer.getClass())) {
      throw new Unfit(answer.getClass().getName() + " in the place of an object");
    }
    return answer;
  }

  private static Object leaf(Object answer) {
    if (answer instanceof Enum<?> constant) {
      return constant.name();
    }
    if (!LEAVES.contains(answer.getClass())) {
      throw new Unfit(answer.getClass().getName() + " is no value of a scalar or enum");
    }
    return answer;
  }

  private static Turn list(Turn element) {
    return (answer, scope) -> {
      Iterable<?> elements =
          answer instanceof Object[] array
              ? Arrays.asList(array)
              : answer instanceof Iterable<?> many ? many : null;
      if (elements == null) {
        throw new Unfit(answer.getClass().getName() + " in the place of a list");
      }
      return visible(elements, element, scope);
    };
  }

  /** The elements the viewer may see; nulls of the plugin's own stay where they are. */
  private static List<@Nullable Object> visible(
      Iterable<?> elements, Turn element, Supplier<Scope> scope) {
    List<@Nullable Object> seen = new ArrayList<>();
    int asked = 0;
    for (Object each : elements) {
      if (++asked > LIST_MAX) {
        throw new Unfit("a list of more than " + LIST_MAX + " elements; page it");
      }
      Object turned = each == null ? null : element.of(each, scope);
      if (each == null || turned != null) {
        seen.add(turned);
      }
    }
    return seen;
  }

  /** What the viewer may see of a page, with places and counts as the plugin gave them. */
  private static ConnectionView page(Page<?> page, Supplier<Scope> scope) {
    List<Object> nodes = new ArrayList<>();
    List<String> cursors = new ArrayList<>();
    for (Page.Edge<?> edge : page.edges()) {
      Object row = edge.node();
      Object node = DeskTypes.isDesks(row) ? DeskTypes.view(row, scope.get()) : own(row);
      if (node != null) {
        nodes.add(node);
        cursors.add(edge.cursor());
      }
      if (nodes.size() > LIST_MAX) {
        throw new Unfit("a page of more than " + LIST_MAX + " rows");
      }
    }
    int total = page.totalCount();
    Page.Info info = page.pageInfo();
    return new ConnectionView(
        nodes, info.hasNextPage(), info.hasPreviousPage(), cursors::get, () -> total);
  }
}
