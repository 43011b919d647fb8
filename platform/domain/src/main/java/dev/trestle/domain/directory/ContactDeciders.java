package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.ArchiveContact;
import dev.trestle.domain.command.DirectoryCommands.CreateContact;
import dev.trestle.domain.command.DirectoryCommands.EditContact;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.CustomValues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on people outside the desk. */
final class ContactDeciders {
  private ContactDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateContact.class, ContactDeciders::create);
    deciders.add(EditContact.class, ContactDeciders::edit);
    deciders.add(ArchiveContact.class, ContactDeciders::archive);
  }

  private static void create(CreateContact wish, Draft draft) {
    if (!draft.require(Permissions.CONTACT_MANAGE)) {
      return;
    }
    DirectoryWork.named(draft, Tables.COMPANIES, wish.companyId(), "input", "companyId");
    checkSite(draft, wish.siteId(), wish.companyId());
    Contact contact =
        new Contact(
            DirectoryWork.newId(draft, Tables.CONTACTS, wish.id()),
            1,
            wish.companyId(),
            wish.siteId(),
            InputRules.name(draft, wish.name()),
            InputRules.email(draft, wish.email()),
            InputRules.phone(draft, wish.phone()),
            InputRules.locale(draft, wish.locale()),
            Boolean.TRUE.equals(wish.seesCompanyTickets()),
            roles(draft, wish.roleIds(), List.of()),
            InputRules.externalKey(draft, wish.externalKey()),
            false,
            CustomValues.apply(
                draft,
                CustomFieldTarget.CONTACT,
                Map.of(),
                wish.customFields(),
                "input",
                "customFields"),
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "ContactCreated", Tables.CONTACTS, contact);
  }

  /** Tickets keep the company they were recorded under; only later ones take the new one. */
  private static void edit(EditContact wish, Draft draft) {
    if (!ownNamePhoneAndLocale(wish, draft) && !draft.require(Permissions.CONTACT_MANAGE)) {
      return;
    }
    Contact contact =
        DirectoryWork.named(draft, Tables.CONTACTS, wish.contactId(), "input", "contactId");
    if (contact == null) {
      return;
    }
    DirectoryWork.checkVersion(draft, Tables.CONTACTS, contact, wish.expectedVersion());
    UUID companyId = wish.companyId().apply(contact.companyId());
    if (wish.companyId().present()) {
      DirectoryWork.named(draft, Tables.COMPANIES, companyId, "input", "companyId");
    }
    boolean moved = !Objects.equals(companyId, contact.companyId());
    UUID siteId = wish.siteId().present() ? wish.siteId().value() : moved ? null : contact.siteId();
    if (wish.siteId().present()) {
      checkSite(draft, siteId, companyId);
    }
    String email =
        wish.email().present() ? InputRules.email(draft, wish.email().value()) : contact.email();
    List<UUID> roleIds =
        wish.roleIds().value() == null
            ? contact.roleIds()
            : roles(draft, wish.roleIds().value(), contact.roleIds());
    if (!Objects.equals(email, contact.email())) {
      RoleGrants.refuseOverSuperior(draft, contact.roleIds(), "input", "email");
      AccessEnd.followEmail(draft, contact.id(), contact.email(), email);
    }
    Contact after =
        new Contact(
            contact.id(),
            contact.version() + 1,
            companyId,
            siteId,
            wish.name().value() == null
                ? contact.name()
                : InputRules.name(draft, wish.name().value()),
            email,
            wish.phone().present()
                ? InputRules.phone(draft, wish.phone().value())
                : contact.phone(),
            wish.locale().present()
                ? InputRules.locale(draft, wish.locale().value())
                : contact.locale(),
            wish.seesCompanyTickets().applyRequired(contact.seesCompanyTickets()),
            roleIds,
            contact.externalKey(),
            contact.archived(),
            CustomValues.apply(
                draft,
                CustomFieldTarget.CONTACT,
                contact.customFields(),
                wish.customFields(),
                "input",
                "customFields"),
            contact.createdAtMillis(),
            Math.max(draft.now(), contact.updatedAtMillis()),
            contact.extra());
    DirectoryWork.save(draft, "ContactEdited", Tables.CONTACTS, contact, after);
  }

  /** Whether somebody changes nothing but what everybody may change about themselves. */
  private static boolean ownNamePhoneAndLocale(EditContact wish, Draft draft) {
    return wish.contactId().equals(draft.viewer().id())
        && !wish.email().present()
        && !wish.companyId().present()
        && !wish.siteId().present()
        && !wish.seesCompanyTickets().present()
        && !wish.roleIds().present()
        && (wish.customFields() == null || wish.customFields().isEmpty());
  }

  private static void archive(ArchiveContact wish, Draft draft) {
    Contact contact =
        DirectoryWork.find(
            draft,
            Permissions.CONTACT_MANAGE,
            Tables.CONTACTS,
            wish.contactId(),
            wish.expectedVersion());
    if (contact == null) {
      return;
    }
    if (contact.archived()) {
      DirectoryWork.unchanged(draft, Tables.CONTACTS, contact);
      return;
    }
    Contact after =
        new Contact(
            contact.id(),
            contact.version() + 1,
            contact.companyId(),
            contact.siteId(),
            contact.name(),
            contact.email(),
            contact.phone(),
            contact.locale(),
            contact.seesCompanyTickets(),
            contact.roleIds(),
            contact.externalKey(),
            true,
            contact.customFields(),
            contact.createdAtMillis(),
            Math.max(draft.now(), contact.updatedAtMillis()),
            contact.extra());
    AccessEnd.of(draft, contact.id());
    DirectoryWork.save(draft, "ContactArchived", Tables.CONTACTS, contact, after);
  }

  private static List<UUID> roles(Draft draft, @Nullable List<UUID> wished, List<UUID> before) {
    if (wished != null && !wished.equals(before)) {
      draft.require(Permissions.ROLE_MANAGE);
    }
    return RoleGrants.granted(draft, wished, before);
  }

  private static void checkSite(Draft draft, @Nullable UUID siteId, @Nullable UUID companyId) {
    Site site = DirectoryWork.named(draft, Tables.SITES, siteId, "input", "siteId");
    if (site != null && !Objects.equals(site.companyId(), companyId)) {
      draft.invalid(
          "SITE_OF_OTHER_COMPANY",
          "This site belongs to another company than the contact. Choose one of its own.",
          "input",
          "siteId");
    }
  }
}
