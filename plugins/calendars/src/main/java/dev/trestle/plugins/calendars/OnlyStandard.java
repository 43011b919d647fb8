package dev.trestle.plugins.calendars;

import dev.trestle.plugins.calendars.CalendarRecords.Calendar;
import dev.trestle.sdk.schema.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of calendars on a desk that has never changed any: its standard one, no record yet. */
record OnlyStandard() implements Page<Calendar> {
  private static final String CURSOR = Standard.ID.toString();

  @Override
  public List<Calendar> nodes() {
    return List.of(Standard.CALENDAR);
  }

  @Override
  public List<Edge<Calendar>> edges() {
    return List.of(new Edge<>(CURSOR, Standard.CALENDAR));
  }

  @Override
  public int totalCount() {
    return 1;
  }

  @Override
  public Info pageInfo() {
    return new Whole();
  }

  private record Whole() implements Info {
    @Override
    public boolean hasNextPage() {
      return false;
    }

    @Override
    public boolean hasPreviousPage() {
      return false;
    }

    @Override
    public @Nullable String startCursor() {
      return CURSOR;
    }

    @Override
    public @Nullable String endCursor() {
      return CURSOR;
    }
  }
}
