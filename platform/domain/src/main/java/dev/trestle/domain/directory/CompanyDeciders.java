package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.ArchiveCompany;
import dev.trestle.domain.command.DirectoryCommands.CreateCompany;
import dev.trestle.domain.command.DirectoryCommands.EditCompany;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Company;
import dev.trestle.domain.record.CustomFieldTarget;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.CustomValues;
import dev.trestle.domain.ticket.TextRules;
import java.util.Map;

/** Decides on client firms. */
final class CompanyDeciders {
  private CompanyDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateCompany.class, CompanyDeciders::create);
    deciders.add(EditCompany.class, CompanyDeciders::edit);
    deciders.add(ArchiveCompany.class, CompanyDeciders::archive);
  }

  private static void create(CreateCompany wish, Draft draft) {
    if (!draft.require(Permissions.COMPANY_MANAGE)) {
      return;
    }
    Company company =
        new Company(
            DirectoryWork.newId(draft, Tables.COMPANIES, wish.id()),
            1,
            InputRules.name(draft, wish.name()),
            InputRules.domains(draft, wish.domains()),
            TextRules.optional(draft, wish.note(), InputRules.NOTE_MAX, "input", "note"),
            Boolean.TRUE.equals(wish.ticketsOpenToContacts()),
            InputRules.externalKey(draft, wish.externalKey()),
            false,
            CustomValues.apply(
                draft,
                CustomFieldTarget.COMPANY,
                Map.of(),
                wish.customFields(),
                "input",
                "customFields"),
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "CompanyCreated", Tables.COMPANIES, company);
  }

  private static void edit(EditCompany wish, Draft draft) {
    Company company =
        DirectoryWork.find(
            draft,
            Permissions.COMPANY_MANAGE,
            Tables.COMPANIES,
            wish.companyId(),
            wish.expectedVersion());
    if (company == null) {
      return;
    }
    Company after =
        new Company(
            company.id(),
            company.version() + 1,
            wish.name().value() == null
                ? company.name()
                : InputRules.name(draft, wish.name().value()),
            wish.domains().present()
                ? InputRules.domains(draft, wish.domains().value())
                : company.domains(),
            wish.note().present()
                ? TextRules.optional(
                    draft, wish.note().value(), InputRules.NOTE_MAX, "input", "note")
                : company.note(),
            wish.ticketsOpenToContacts().applyRequired(company.ticketsOpenToContacts()),
            wish.externalKey().present()
                ? InputRules.externalKey(draft, wish.externalKey().value())
                : company.externalKey(),
            company.archived(),
            CustomValues.apply(
                draft,
                CustomFieldTarget.COMPANY,
                company.customFields(),
                wish.customFields(),
                "input",
                "customFields"),
            company.createdAtMillis(),
            Math.max(draft.now(), company.updatedAtMillis()),
            company.extra());
    DirectoryWork.save(draft, "CompanyEdited", Tables.COMPANIES, company, after);
  }

  private static void archive(ArchiveCompany wish, Draft draft) {
    Company company =
        DirectoryWork.find(
            draft,
            Permissions.COMPANY_MANAGE,
            Tables.COMPANIES,
            wish.companyId(),
            wish.expectedVersion());
    if (company == null) {
      return;
    }
    Company after =
        new Company(
            company.id(),
            company.version() + 1,
            company.name(),
            company.domains(),
            company.note(),
            company.ticketsOpenToContacts(),
            company.externalKey(),
            true,
            company.customFields(),
            company.createdAtMillis(),
            Math.max(draft.now(), company.updatedAtMillis()),
            company.extra());
    DirectoryWork.save(draft, "CompanyArchived", Tables.COMPANIES, company, after);
  }
}
