package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.CreateSavedView;
import dev.trestle.domain.command.DirectoryCommands.EditSavedView;
import dev.trestle.domain.command.DirectoryCommands.RemoveSavedView;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.SavedView;
import dev.trestle.domain.state.Tables;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on named lists of tickets: each belongs to its owner, and may be shared. */
final class SavedViewDeciders {
  private static final int FILTER_BYTES_MAX = 20_000;
  private static final int ORDER_KEYS_MAX = 5;

  private SavedViewDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateSavedView.class, SavedViewDeciders::create);
    deciders.add(EditSavedView.class, SavedViewDeciders::edit);
    deciders.add(RemoveSavedView.class, SavedViewDeciders::remove);
  }

  private static void create(CreateSavedView wish, Draft draft) {
    if (!draft.require(Permissions.SAVED_VIEW_USE)) {
      return;
    }
    UUID owner = draft.viewer().id();
    if (owner == null) {
      draft.invalid(
          "OWNER_REQUIRED", "A view belongs to somebody. Sign in as that party.", "input");
      return;
    }
    boolean shared = Boolean.TRUE.equals(wish.shared());
    if (shared) {
      draft.require(Permissions.SAVED_VIEW_SHARE);
    }
    SavedView view =
        new SavedView(
            DirectoryWork.newId(draft, Tables.SAVED_VIEWS, wish.id()),
            1,
            owner,
            InputRules.name(draft, wish.name()),
            filter(draft, wish.filter()),
            orderBy(draft, wish.orderBy()),
            shared,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "SavedViewCreated", Tables.SAVED_VIEWS, view);
  }

  private static void edit(EditSavedView wish, Draft draft) {
    SavedView view = find(draft, wish.savedViewId(), wish.expectedVersion());
    if (view == null) {
      return;
    }
    boolean shared = wish.shared().applyRequired(view.shared());
    if (shared && !view.shared()) {
      draft.require(Permissions.SAVED_VIEW_SHARE);
    }
    Map<String, Object> filter = wish.filter().value();
    List<Map<String, Object>> orderBy = wish.orderBy().value();
    SavedView after =
        new SavedView(
            view.id(),
            view.version() + 1,
            view.ownerId(),
            wish.name().value() == null ? view.name() : InputRules.name(draft, wish.name().value()),
            filter == null ? view.filter() : filter(draft, filter),
            orderBy == null ? view.orderBy() : orderBy(draft, orderBy),
            shared,
            view.createdAtMillis(),
            Math.max(draft.now(), view.updatedAtMillis()),
            view.extra());
    DirectoryWork.save(draft, "SavedViewEdited", Tables.SAVED_VIEWS, view, after);
  }

  private static void remove(RemoveSavedView wish, Draft draft) {
    SavedView view = find(draft, wish.savedViewId(), wish.expectedVersion());
    if (view == null) {
      return;
    }
    draft.remove(Tables.SAVED_VIEWS, view);
    draft.event(
        "SavedViewRemoved", Tables.SAVED_VIEWS, view.id(), null, List.of(), view.name(), false);
    draft.result(Tables.SAVED_VIEWS.name(), view.id());
  }

  /** The viewer's own view, or a shared one that the viewer may change. */
  private static @Nullable SavedView find(Draft draft, UUID id, @Nullable Integer expectedVersion) {
    if (!draft.require(Permissions.SAVED_VIEW_USE)) {
      return null;
    }
    SavedView view = draft.find(Tables.SAVED_VIEWS, id);
    boolean own = view != null && view.ownerId().equals(draft.viewer().id());
    if (view == null || !(own || view.shared())) {
      DirectoryWork.notFound(draft, "savedView", "input", "savedViewId");
      return null;
    }
    if (!own && !draft.require(Permissions.SAVED_VIEW_SHARE)) {
      return null;
    }
    DirectoryWork.checkVersion(draft, Tables.SAVED_VIEWS, view, expectedVersion);
    return view;
  }

  private static Map<String, Object> filter(Draft draft, Map<String, Object> filter) {
    if (Document.of(filter).encode().length > FILTER_BYTES_MAX) {
      draft.invalid(
          "TOO_LONG",
          "A filter takes at most " + FILTER_BYTES_MAX + " bytes. Split it into two views.",
          "input",
          "filter");
    }
    return filter;
  }

  private static List<Map<String, Object>> orderBy(Draft draft, List<Map<String, Object>> orderBy) {
    if (orderBy.size() > ORDER_KEYS_MAX) {
      draft.invalid(
          "TOO_MANY",
          "A list is ordered by at most " + ORDER_KEYS_MAX + " keys.",
          "input",
          "orderBy");
    }
    return orderBy;
  }
}
