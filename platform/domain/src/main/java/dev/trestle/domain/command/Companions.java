package dev.trestle.domain.command;

import dev.trestle.domain.state.ChangeSet;

/** Go along with accepted decisions, and add to them what plugins keep beside tickets. */
public interface Companions {
  /** Nobody goes along, at no cost. */
  Companions NONE =
      new Companions() {
        @Override
        public boolean watching() {
          return false;
        }

        @Override
        public void accompany(String command, ChangeSet changeSet, Draft draft) {}
      };

  /** Whether there is anybody to ask. */
  boolean watching();

  /**
   * Adds to a decision that changes tickets or says something. It cannot refuse: each addition is a
   * link of its own, which joins the draft or leaves no trace.
   *
   * @param changeSet what was decided
   * @param draft the decision, which takes the links
   */
  void accompany(String command, ChangeSet changeSet, Draft draft);
}
