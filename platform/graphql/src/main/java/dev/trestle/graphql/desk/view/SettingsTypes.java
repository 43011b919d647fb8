package dev.trestle.graphql.desk.view;

import dev.trestle.sdk.schema.Fields;
import java.util.List;
import java.util.TreeSet;

/** Custom fields, views, roles and machines. */
public final class SettingsTypes {
  private SettingsTypes() {}

  public static List<Fields<?>> all() {
    return List.of(customField(), savedView(), role(), serviceUser());
  }

  private static Fields<CustomFieldView> customField() {
    return Fields.of("CustomField", CustomFieldView.class)
        .getter("id", field -> field.it().id())
        .getter("target", field -> field.it().target())
        .getter("key", field -> field.it().key())
        .getter("label", field -> field.it().label())
        .getter("description", field -> field.scope().staff() ? field.it().description() : null)
        .getter("type", field -> field.it().type())
        .getter("options", field -> field.it().options())
        .booleanGetter("visibleToContacts", field -> field.it().visibleToContacts())
        .booleanGetter("searchable", field -> field.it().searchable())
        .booleanGetter("retired", field -> field.it().retired())
        .getter("createdAt", field -> Times.of(field.it().createdAtMillis()))
        .getter("updatedAt", field -> Times.of(field.it().updatedAtMillis()))
        .intGetter("version", field -> field.it().version());
  }

  private static Fields<SavedViewView> savedView() {
    return Fields.of("SavedView", SavedViewView.class)
        .getter("id", view -> view.it().id())
        .getter("name", view -> view.it().name())
        .getter("owner", view -> view.scope().agent(view.it().ownerId()))
        .booleanGetter("shared", view -> view.it().shared())
        .getter("definition", SavedViewView::definition)
        .batch(
            "tickets",
            Batches.of(
                "SavedView.tickets",
                SavedViewView::scope,
                (view, arguments) -> view.tickets(arguments)))
        .getter("createdAt", view -> Times.of(view.it().createdAtMillis()))
        .getter("updatedAt", view -> Times.of(view.it().updatedAtMillis()))
        .intGetter("version", view -> view.it().version());
  }

  private static Fields<RoleView> role() {
    return Fields.of("Role", RoleView.class)
        .getter("id", role -> role.it().id())
        .getter("key", role -> role.it().key())
        .getter("name", role -> role.it().name())
        .getter("description", role -> role.it().description())
        .getter("permissions", role -> List.copyOf(new TreeSet<>(role.it().permissions())))
        .booleanGetter("builtIn", role -> role.it().builtIn())
        .getter("createdAt", role -> Times.of(role.it().createdAtMillis()))
        .getter("updatedAt", role -> Times.of(role.it().updatedAtMillis()))
        .intGetter("version", role -> role.it().version());
  }

  private static Fields<ServiceUserView> serviceUser() {
    return Fields.of("ServiceUser", ServiceUserView.class)
        .getter("id", user -> user.it().id())
        .getter("name", user -> user.it().name())
        .getter("roles", user -> user.scope().roles(user.it().roleIds()))
        .booleanGetter("active", user -> user.it().active())
        .getter("createdAt", user -> Times.of(user.it().createdAtMillis()))
        .getter("updatedAt", user -> Times.of(user.it().updatedAtMillis()))
        .intGetter("version", user -> user.it().version());
  }
}
