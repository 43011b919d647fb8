package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.CreateServiceUser;
import dev.trestle.domain.command.DirectoryCommands.DeactivateServiceUser;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.ServiceUser;
import dev.trestle.domain.state.Tables;
import java.util.List;

/** Decides on machines that speak to the desk. */
final class ServiceUserDeciders {
  private ServiceUserDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateServiceUser.class, ServiceUserDeciders::create);
    deciders.add(DeactivateServiceUser.class, ServiceUserDeciders::deactivate);
  }

  private static void create(CreateServiceUser wish, Draft draft) {
    if (!draft.require(Permissions.SERVICE_USER_MANAGE)) {
      return;
    }
    ServiceUser user =
        new ServiceUser(
            DirectoryWork.newId(draft, Tables.SERVICE_USERS, wish.id()),
            1,
            InputRules.name(draft, wish.name()),
            RoleGrants.granted(draft, wish.roleIds(), List.of()),
            true,
            draft.now(),
            draft.now(),
            Document.empty());
    if (wish.roleIds().isEmpty()) {
      draft.invalid(
          "REQUIRED", "Give at least one role, or it may do nothing.", "input", "roleIds");
    }
    DirectoryWork.create(draft, "ServiceUserCreated", Tables.SERVICE_USERS, user);
  }

  private static void deactivate(DeactivateServiceUser wish, Draft draft) {
    ServiceUser user =
        DirectoryWork.find(
            draft,
            Permissions.SERVICE_USER_MANAGE,
            Tables.SERVICE_USERS,
            wish.serviceUserId(),
            wish.expectedVersion());
    if (user == null) {
      return;
    }
    if (!user.active()) {
      DirectoryWork.unchanged(draft, Tables.SERVICE_USERS, user);
      return;
    }
    ServiceUser after =
        new ServiceUser(
            user.id(),
            user.version() + 1,
            user.name(),
            user.roleIds(),
            false,
            user.createdAtMillis(),
            Math.max(draft.now(), user.updatedAtMillis()),
            user.extra());
    AccessEnd.of(draft, user.id());
    DirectoryWork.save(draft, "ServiceUserDeactivated", Tables.SERVICE_USERS, user, after);
  }
}
