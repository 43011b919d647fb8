package dev.trestle.plugins.commitments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trestle.plugins.commitments.Wall.SilenceChange;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.sdk.desk.Viewer;
import dev.trestle.sdk.schema.Arguments;
import dev.trestle.sdk.schema.FieldProblem;
import dev.trestle.sdk.schema.LiveItem;
import dev.trestle.sdk.schema.LiveSource;
import dev.trestle.sdk.schema.RequestContext;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WallTest {
  private static final SilenceChange JOINED = new SilenceChange(new UUID(1, 1), true);
  private static final SilenceChange LEFT = new SilenceChange(new UUID(1, 1), false);

  private final Wall wall = new Wall();

  @Test
  void whoLooks_hearsOfEachChange_inOrder() throws InterruptedException {
    LiveSource ada = look("Ada");
    LiveSource bob = look("Bob");
    wall.tell(JOINED, viewer -> true);
    wall.tell(LEFT, viewer -> viewer.name().equals("Ada"));
    assertEquals(JOINED, heard(ada));
    assertEquals(LEFT, heard(ada));
    assertEquals(JOINED, heard(bob));
    assertNull(bob.next(Duration.ZERO), "a ticket that one may not see changes unseen");
  }

  @Test
  void whoHasLeft_hearsNothing() throws InterruptedException {
    LiveSource ada = look("Ada");
    ada.close();
    wall.tell(JOINED, viewer -> true);
    assertNull(ada.next(Duration.ZERO));
  }

  @Test
  void whoFallsFarBehind_isLetGo_andNobodyElse() throws InterruptedException {
    LiveSource slow = look("Ada");
    for (int i = 0; i < 1_001; i++) {
      wall.tell(JOINED, viewer -> true);
    }
    LiveSource quick = look("Bob");
    wall.tell(LEFT, viewer -> true);
    assertEquals(LEFT, heard(quick));
    FieldProblem told = assertThrows(FieldProblem.class, () -> slow.next(Duration.ZERO));
    assertEquals("SILENCE_TOO_FAR_BEHIND", told.code());
  }

  private LiveSource look(String name) {
    RequestContext context =
        RequestContext.withTraceId("test").with(Viewer.class, new Onlooker(name)).build();
    return wall.open(Arguments.NONE, context);
  }

  private static @Nullable Object heard(LiveSource source) throws InterruptedException {
    LiveItem item = source.next(Duration.ZERO);
    return item == null ? null : item.value();
  }

  private record Onlooker(String name) implements Viewer {
    @Override
    public @Nullable UUID id() {
      return null;
    }

    @Override
    public PrincipalKind kind() {
      return PrincipalKind.AGENT;
    }

    @Override
    public @Nullable UUID companyId() {
      return null;
    }

    @Override
    public boolean may(String permission) {
      return true;
    }
  }
}
