package dev.trestle.graphql.desk.view;

import dev.trestle.domain.query.ListSchema;
import dev.trestle.domain.query.ListSchema.Wish;
import dev.trestle.domain.query.Lists;
import dev.trestle.domain.query.Order;
import dev.trestle.domain.query.Page;
import dev.trestle.domain.query.PageRequest;
import dev.trestle.domain.query.SlotFilter;
import dev.trestle.domain.record.Stored;
import dev.trestle.domain.state.Table;
import dev.trestle.sdk.problem.ProblemType;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of records as a connection: what the viewer sees of them, filtered, ordered and paged.
 *
 * @param rules what it can be filtered and sorted by
 * @param visible what the viewer sees
 * @param wrap makes the view of a record that is visible
 * @param fallback the order when none is given
 */
public record RecordList<R extends Stored>(
    Function<Scope, Rules<R>> rules,
    Function<Scope, SlotFilter> visible,
    Wrap<R> wrap,
    List<Wish> fallback) {

  RecordList(
      ListSchema<R> schema,
      FilterGuard guard,
      Function<Scope, SlotFilter> visible,
      Wrap<R> wrap,
      List<Wish> fallback) {
    this(new Rules<>(schema, guard), visible, wrap, fallback);
  }

  private RecordList(
      Rules<R> fixed, Function<Scope, SlotFilter> visible, Wrap<R> wrap, List<Wish> fallback) {
    this(scope -> fixed, visible, wrap, fallback);
  }

  /** What a list can be filtered and sorted by, and by whom. */
  record Rules<R extends Stored>(ListSchema<R> schema, FilterGuard guard) {}

  /** Makes the view of one record. */
  @FunctionalInterface
  public interface Wrap<R> {
    Object view(R record, int slot, Scope scope);
  }

  /**
   * A page by the arguments of a connection field, narrowed by what the field itself stands for.
   */
  public ConnectionView page(Scope scope, Arguments arguments, SlotFilter... narrower) {
    return page(scope, arguments, order(scope, arguments.list("orderBy"), fallback), narrower);
  }

  public ConnectionView page(
      Scope scope, Arguments arguments, Order<R> order, SlotFilter... narrower) {
    PageRequest request = request(arguments);
    List<SlotFilter> parts = new ArrayList<>(narrower.length + 2);
    parts.addAll(List.of(narrower));
    parts.add(visible.apply(scope));
    parts.add(filter(scope, arguments.raw("filter")));
    Table<R> table = scope.state().table(rules.apply(scope).schema().table());
    Page<R> page = Lists.page(table, SlotFilter.and(parts), order, request);
    List<R> items = page.items();
    List<Object> views = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      views.add(wrap.view(items.get(i), page.slots()[i], scope));
    }
    return ConnectionView.of(page, views);
  }

  /** What a filter input means, once it is known that the viewer may ask it. */
  public SlotFilter filter(Scope scope, @Nullable Object input) {
    if (!(input instanceof Map<?, ?> given)) {
      return SlotFilter.ALL;
    }
    Rules<R> ours = rules.apply(scope);
    ours.guard().filter(scope, given);
    return ours.schema().filter(scope.state(), given, List.of("filter"));
  }

  /** What a list of order inputs means. */
  public Order<R> order(Scope scope, Collection<?> inputs, List<Wish> otherwise) {
    Rules<R> ours = rules.apply(scope);
    if (inputs.isEmpty()) {
      return ours.schema().order(scope.state(), List.of(), otherwise);
    }
    List<Wish> wishes = new ArrayList<>(inputs.size());
    for (Object input : inputs) {
      if (input instanceof Map<?, ?> wish) {
        wishes.add(new Wish(sortKey(wish), "DESC".equals(wish.get("direction"))));
      }
    }
    ours.guard().order(scope, wishes.stream().map(Wish::field).toList());
    return ours.schema().order(scope.state(), wishes, otherwise);
  }

  public static PageRequest request(Arguments arguments) {
    return PageRequest.of(
        arguments.integer("first"),
        arguments.string("after"),
        arguments.integer("last"),
        arguments.string("before"));
  }

  private static String sortKey(Map<?, ?> wish) {
    String field = String.valueOf(wish.get("field"));
    Object custom = wish.get("customField");
    boolean wantsCustom = field.equals("CUSTOM_FIELD");
    if (wantsCustom != (custom != null)) {
      throw new FieldProblem(
          ProblemType.INVALID,
          "ORDER_CUSTOM_FIELD",
          "customField goes with the field CUSTOM_FIELD, and only with it.",
          "Name the custom field's key there.");
    }
    return wantsCustom ? "custom." + custom : camelCase(field);
  }

  /** DUE_AT names the sort key dueAt. */
  static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
