package dev.trestle.graphql.desk.mutation;

import dev.trestle.domain.command.DirectoryCommands.AddTrustedIssuer;
import dev.trestle.domain.command.DirectoryCommands.ArchiveCompany;
import dev.trestle.domain.command.DirectoryCommands.ArchiveContact;
import dev.trestle.domain.command.DirectoryCommands.ArchiveQueue;
import dev.trestle.domain.command.DirectoryCommands.ArchiveSite;
import dev.trestle.domain.command.DirectoryCommands.ArchiveTeam;
import dev.trestle.domain.command.DirectoryCommands.CreateAgent;
import dev.trestle.domain.command.DirectoryCommands.CreateCompany;
import dev.trestle.domain.command.DirectoryCommands.CreateContact;
import dev.trestle.domain.command.DirectoryCommands.CreateQueue;
import dev.trestle.domain.command.DirectoryCommands.CreateRole;
import dev.trestle.domain.command.DirectoryCommands.CreateSavedView;
import dev.trestle.domain.command.DirectoryCommands.CreateServiceUser;
import dev.trestle.domain.command.DirectoryCommands.CreateSite;
import dev.trestle.domain.command.DirectoryCommands.CreateTeam;
import dev.trestle.domain.command.DirectoryCommands.DeactivateAgent;
import dev.trestle.domain.command.DirectoryCommands.DeactivateServiceUser;
import dev.trestle.domain.command.DirectoryCommands.DefineCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditAgent;
import dev.trestle.domain.command.DirectoryCommands.EditCompany;
import dev.trestle.domain.command.DirectoryCommands.EditContact;
import dev.trestle.domain.command.DirectoryCommands.EditCustomField;
import dev.trestle.domain.command.DirectoryCommands.EditQueue;
import dev.trestle.domain.command.DirectoryCommands.EditRole;
import dev.trestle.domain.command.DirectoryCommands.EditSavedView;
import dev.trestle.domain.command.DirectoryCommands.EditSite;
import dev.trestle.domain.command.DirectoryCommands.EditTeam;
import dev.trestle.domain.command.DirectoryCommands.MakeQueueDefault;
import dev.trestle.domain.command.DirectoryCommands.ReactivateAgent;
import dev.trestle.domain.command.DirectoryCommands.RemoveRole;
import dev.trestle.domain.command.DirectoryCommands.RemoveSavedView;
import dev.trestle.domain.command.DirectoryCommands.RemoveTrustedIssuer;
import dev.trestle.domain.command.DirectoryCommands.RetireCustomField;
import dev.trestle.graphql.desk.view.Scope;

/** Changes to companies, people, teams, queues and settings, under their public names. */
final class DirectoryMutations {
  private DirectoryMutations() {}

  static void addTo(Mutations mutations) {
    people(mutations);
    places(mutations);
    settings(mutations);
  }

  private static void places(Mutations mutations) {
    mutations
        .add("companyCreate", CreateCompany.class, Thing.named("company", Scope::company))
        .add(
            "companyEdit",
            EditCompany.class,
            Thing.of("company", EditCompany::companyId, Scope::company))
        .add(
            "companyArchive",
            ArchiveCompany.class,
            Thing.of("company", ArchiveCompany::companyId, Scope::company))
        .add("siteCreate", CreateSite.class, Thing.named("site", Scope::site))
        .add("siteEdit", EditSite.class, Thing.of("site", EditSite::siteId, Scope::site))
        .add("siteArchive", ArchiveSite.class, Thing.of("site", ArchiveSite::siteId, Scope::site))
        .add("queueCreate", CreateQueue.class, Thing.named("queue", Scope::queue))
        .add("queueEdit", EditQueue.class, Thing.of("queue", EditQueue::queueId, Scope::queue))
        .add(
            "queueArchive",
            ArchiveQueue.class,
            Thing.of("queue", ArchiveQueue::queueId, Scope::queue))
        .add(
            "queueMakeDefault",
            MakeQueueDefault.class,
            Thing.of("queue", MakeQueueDefault::queueId, Scope::queue));
  }

  private static void people(Mutations mutations) {
    mutations
        .add("contactCreate", CreateContact.class, Thing.named("contact", Scope::contact))
        .add(
            "contactEdit",
            EditContact.class,
            Thing.of("contact", EditContact::contactId, Scope::contact))
        .add(
            "contactArchive",
            ArchiveContact.class,
            Thing.of("contact", ArchiveContact::contactId, Scope::contact))
        .add("agentCreate", CreateAgent.class, Thing.named("agent", Scope::agent))
        .add("agentEdit", EditAgent.class, Thing.of("agent", EditAgent::agentId, Scope::agent))
        .add(
            "agentDeactivate",
            DeactivateAgent.class,
            Thing.of("agent", DeactivateAgent::agentId, Scope::agent))
        .add(
            "agentReactivate",
            ReactivateAgent.class,
            Thing.of("agent", ReactivateAgent::agentId, Scope::agent))
        .add("teamCreate", CreateTeam.class, Thing.named("team", Scope::team))
        .add("teamEdit", EditTeam.class, Thing.of("team", EditTeam::teamId, Scope::team))
        .add("teamArchive", ArchiveTeam.class, Thing.of("team", ArchiveTeam::teamId, Scope::team))
        .add(
            "serviceUserCreate",
            CreateServiceUser.class,
            Thing.named("serviceUser", Scope::serviceUser))
        .add(
            "serviceUserDeactivate",
            DeactivateServiceUser.class,
            Thing.of("serviceUser", DeactivateServiceUser::serviceUserId, Scope::serviceUser));
  }

  private static void settings(Mutations mutations) {
    mutations
        .add(
            "customFieldDefine",
            DefineCustomField.class,
            Thing.named("customField", Scope::customField))
        .add(
            "customFieldEdit",
            EditCustomField.class,
            Thing.of("customField", EditCustomField::customFieldId, Scope::customField))
        .add(
            "customFieldRetire",
            RetireCustomField.class,
            Thing.of("customField", RetireCustomField::customFieldId, Scope::customField))
        .add("savedViewCreate", CreateSavedView.class, Thing.named("savedView", Scope::savedView))
        .add(
            "savedViewEdit",
            EditSavedView.class,
            Thing.of("savedView", EditSavedView::savedViewId, Scope::savedView))
        .add("savedViewRemove", RemoveSavedView.class, Thing.removed(RemoveSavedView::savedViewId))
        .add("roleCreate", CreateRole.class, Thing.named("role", Scope::role))
        .add("roleEdit", EditRole.class, Thing.of("role", EditRole::roleId, Scope::role))
        .add("roleRemove", RemoveRole.class, Thing.removed(RemoveRole::roleId))
        .add(
            "trustedIssuerAdd",
            AddTrustedIssuer.class,
            Thing.named("trustedIssuer", Scope::trustedIssuer))
        .add(
            "trustedIssuerRemove",
            RemoveTrustedIssuer.class,
            Thing.removed(RemoveTrustedIssuer::trustedIssuerId));
  }
}
