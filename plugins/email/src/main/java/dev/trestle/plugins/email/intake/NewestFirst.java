package dev.trestle.plugins.email.intake;

import dev.trestle.sdk.record.Records.Rows;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of rows that are read from their end, as the desk itself lists none of a plugin's. */
record NewestFirst<R>(Page<R> oldestFirst) implements Page<R>, Page.Info {
  static <R> Page<R> page(Rows<R> rows, Arguments arguments) {
    Map<String, @Nullable Object> turned = new HashMap<>(arguments.asMap());
    turned.put("first", arguments.integer("last"));
    turned.put("last", arguments.integer("first"));
    turned.put("after", arguments.string("before"));
    turned.put("before", arguments.string("after"));
    return new NewestFirst<>(rows.page(Arguments.of(turned)));
  }

  @Override
  public List<R> nodes() {
    return oldestFirst.nodes().reversed();
  }

  @Override
  public List<Edge<R>> edges() {
    return oldestFirst.edges().reversed();
  }

  @Override
  public int totalCount() {
    return oldestFirst.totalCount();
  }

  @Override
  public Info pageInfo() {
    return this;
  }

  @Override
  public boolean hasNextPage() {
    return oldestFirst.pageInfo().hasPreviousPage();
  }

  @Override
  public boolean hasPreviousPage() {
    return oldestFirst.pageInfo().hasNextPage();
  }

  @Override
  public @Nullable String startCursor() {
    return oldestFirst.pageInfo().endCursor();
  }

  @Override
  public @Nullable String endCursor() {
    return oldestFirst.pageInfo().startCursor();
  }
}
