package dev.trestle.plugins.sla.clock;

import dev.trestle.sdk.desk.StatusCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cycles of one kind under one agreement, one after the other. */
final class Track {
  private final Kind kind;
  private final List<Cycle> ended = new ArrayList<>();
  private @Nullable Running open;
  private int begun;
  // Something has come that begins a cycle, as soon as the ticket is live.
  private boolean wanted;

  Track(Kind kind, Situation now) {
    this.kind = kind;
    if (kind.beginsAtCreation() || kind != Kind.NEXT_RESPONSE && stillSo(now)) {
      begin(now, true);
    }
    settle(now);
  }

  private boolean stillSo(Situation now) {
    return switch (kind) {
      case TEAM_OWNERSHIP -> now.state().teamId() != null;
      case ASSIGNMENT -> !now.state().assigned();
      case SUPPLIER -> now.state().category() == StatusCategory.WAITING_ON_THIRD_PARTY;
      case FIRST_RESPONSE,
          NEXT_RESPONSE,
          PERIODIC_UPDATE,
          PAUSABLE_UPDATE,
          AGENT_WORK_TIME,
          REQUESTER_WAIT_TIME,
          RESOLUTION ->
          true;
    };
  }

  void state(Situation now) {
    Course.State before = Objects.requireNonNull(now.before());
    Course.State after = now.state();
    switch (kind) {
      case TEAM_OWNERSHIP -> {
        if (!Objects.equals(before.teamId(), after.teamId())) {
          end(now, false);
          wanted = true;
        }
      }
      case ASSIGNMENT -> {
        if (after.assigned()) {
          end(now, false);
          wanted = false;
        } else if (before.assigned()) {
          wanted = true;
        }
      }
      case SUPPLIER -> wanted = begun == 0;
      case FIRST_RESPONSE,
          NEXT_RESPONSE,
          PERIODIC_UPDATE,
          PAUSABLE_UPDATE,
          AGENT_WORK_TIME,
          REQUESTER_WAIT_TIME,
          RESOLUTION -> {}
    }
  }

  void word(Situation now, boolean inbound) {
    switch (kind) {
      case FIRST_RESPONSE -> {
        if (!inbound) {
          end(now, false);
        }
      }
      case NEXT_RESPONSE -> {
        if (!inbound) {
          end(now, false);
          wanted = false;
        } else if (open == null) {
          Target target = now.target(kind);
          wanted |= now.spoken() || target != null && target.startsWithRequest();
        }
      }
      case PERIODIC_UPDATE, PAUSABLE_UPDATE -> {
        if (!inbound) {
          end(now, false);
          wanted = true;
        }
      }
      case AGENT_WORK_TIME,
          REQUESTER_WAIT_TIME,
          RESOLUTION,
          TEAM_OWNERSHIP,
          ASSIGNMENT,
          SUPPLIER -> {}
    }
  }

  void mark(Situation now, Course.Mark mark) {
    Edition edition = now.edition();
    if (open == null || !kind.beginsAtCreation()) {
      return;
    }
    switch (mark.merging()) {
      case ABSORBED -> {
        if (!now.held() && edition != null && edition.onMerge() == OnMerge.EARLIEST) {
          open.absorb(now, mark.otherCreatedAtMillis());
        }
      }
      case RELEASED -> open.release(now, mark.otherCreatedAtMillis());
      case MERGED, TAKEN_BACK -> {}
    }
  }

  /** Brings the open cycle in line with what holds now; asked after each entry and each edit. */
  void settle(Situation now) {
    if (now.held()) {
      if (open != null) {
        open.suspend(now);
      }
      return;
    }
    if (open != null && open.suspended()) {
      reopen(now, open);
    }
    if (open == null && wanted && stillSo(now)) {
      begin(now, false);
    }
    wanted = false;
    if (open != null) {
      retarget(now, open);
    }
  }

  private void reopen(Situation now, Running suspended) {
    Edition edition = now.edition();
    if (edition != null && edition.onReopen() == OnReopen.RESTART && now.byState()) {
      end(now, false);
      begin(now, false);
    } else {
      suspended.resume(now);
    }
  }

  private void retarget(Situation now, Running cycle) {
    Target next = now.target(kind);
    OnRetarget change = cycle.changeOf(now, next);
    if (change == OnRetarget.RESTART && cycle.begin() < now.now()) {
      end(now, true);
      begin(now, false);
    } else {
      cycle.follow(now, next, change == OnRetarget.RECOMPUTE);
    }
  }

  private void begin(Situation now, boolean atCreation) {
    begun++;
    open = new Running(begun, now, kind, atCreation);
  }

  private void end(Situation now, boolean givenUp) {
    if (open != null) {
      Cycle cycle = open.ended(now, givenUp);
      if (cycle != null) {
        ended.add(cycle);
      }
      open = null;
    }
  }

  /** The cycles that have or had a target, oldest first; nothing may follow. */
  List<Cycle> cycles(Situation now) {
    if (open != null) {
      Cycle cycle = open.standing(now);
      if (cycle != null) {
        ended.add(cycle);
      }
    }
    return ended;
  }

  Kind kind() {
    return kind;
  }
}
