package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.ArchiveSite;
import dev.trestle.domain.command.DirectoryCommands.CreateSite;
import dev.trestle.domain.command.DirectoryCommands.EditSite;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TextRules;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides on the places of companies. */
final class SiteDeciders {
  private static final int ADDRESS_MAX = 1_000;

  private SiteDeciders() {}

  static void register(Deciders deciders) {
    deciders.add(CreateSite.class, SiteDeciders::create);
    deciders.add(EditSite.class, SiteDeciders::edit);
    deciders.add(ArchiveSite.class, SiteDeciders::archive);
  }

  private static void create(CreateSite wish, Draft draft) {
    if (!draft.require(Permissions.COMPANY_MANAGE)) {
      return;
    }
    DirectoryWork.named(draft, Tables.COMPANIES, wish.companyId(), "input", "companyId");
    Site site =
        new Site(
            DirectoryWork.newId(draft, Tables.SITES, wish.id()),
            1,
            wish.companyId(),
            InputRules.name(draft, wish.name()),
            address(draft, wish.address()),
            InputRules.timeZone(draft, wish.timeZone()),
            InputRules.externalKey(draft, wish.externalKey()),
            false,
            draft.now(),
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "SiteCreated", Tables.SITES, site);
  }

  private static void edit(EditSite wish, Draft draft) {
    Site site = find(draft, wish.siteId(), wish.expectedVersion());
    if (site == null) {
      return;
    }
    Site after =
        new Site(
            site.id(),
            site.version() + 1,
            site.companyId(),
            wish.name().value() == null ? site.name() : InputRules.name(draft, wish.name().value()),
            wish.address().present() ? address(draft, wish.address().value()) : site.address(),
            wish.timeZone().present()
                ? InputRules.timeZone(draft, wish.timeZone().value())
                : site.timeZone(),
            site.externalKey(),
            site.archived(),
            site.createdAtMillis(),
            Math.max(draft.now(), site.updatedAtMillis()),
            site.extra());
    DirectoryWork.save(draft, "SiteEdited", Tables.SITES, site, after);
  }

  private static void archive(ArchiveSite wish, Draft draft) {
    Site site = find(draft, wish.siteId(), wish.expectedVersion());
    if (site == null) {
      return;
    }
    Site after =
        new Site(
            site.id(),
            site.version() + 1,
            site.companyId(),
            site.name(),
            site.address(),
            site.timeZone(),
            site.externalKey(),
            true,
            site.createdAtMillis(),
            Math.max(draft.now(), site.updatedAtMillis()),
            site.extra());
    DirectoryWork.save(draft, "SiteArchived", Tables.SITES, site, after);
  }

  private static @Nullable Site find(Draft draft, UUID id, @Nullable Integer expectedVersion) {
    return DirectoryWork.find(draft, Permissions.COMPANY_MANAGE, Tables.SITES, id, expectedVersion);
  }

  private static @Nullable String address(Draft draft, @Nullable String address) {
    return TextRules.optional(draft, address, ADDRESS_MAX, "input", "address");
  }
}
