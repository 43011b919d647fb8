package dev.trestle.domain.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.DirectoryCommands.ArchiveSite;
import dev.trestle.domain.command.DirectoryCommands.CreateAgent;
import dev.trestle.domain.command.DirectoryCommands.CreateCompany;
import dev.trestle.domain.command.DirectoryCommands.CreateSite;
import dev.trestle.domain.command.DirectoryCommands.EditSite;
import dev.trestle.domain.command.Patch;
import dev.trestle.domain.record.Site;
import dev.trestle.domain.state.Tables;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SiteDecidersTest {
  private final MemoryDesk desk = MemoryDesk.started();
  private final UUID acme =
      desk.done(new CreateCompany(null, "Acme", null, null, null, null, null));

  private UUID site(@Nullable UUID company) {
    return desk.done(
        new CreateSite(null, company, "Plant", "1 Mill Lane", "Europe/Berlin", "plant-1"));
  }

  private Site get(UUID id) {
    return Objects.requireNonNull(desk.state.get(Tables.SITES, id));
  }

  private static EditSite edit(
      UUID site, @Nullable Integer version, Patch<String> name, Patch<String> address) {
    return new EditSite(site, version, name, address, Patch.absent());
  }

  @Test
  void belongsToACompany_orToTheDeskItself() {
    assertEquals(acme, get(site(acme)).companyId());
    UUID own = desk.done(new CreateSite(null, null, "Head office", null, null, null));
    assertNull(get(own).companyId());
    assertEquals(List.of("SiteCreated"), desk.events);
  }

  @Test
  void refusesEverythingThatIsWrongAtOnce() {
    assertEquals(
        List.of("NOT_FOUND", "REQUIRED", "TOO_LONG", "TIME_ZONE_UNKNOWN"),
        desk.refused(
            new CreateSite(null, desk.nextId(), " ", "x".repeat(1_001), "Mars/Olympus", null)));
  }

  @Test
  void keepsWhatIsLeftOut_andRemovesWhatIsNull() {
    UUID id = site(acme);
    desk.done(edit(id, 1, Patch.of("Works"), Patch.absent()));
    assertEquals("Works", get(id).name());
    assertEquals("1 Mill Lane", get(id).address());
    desk.done(edit(id, 2, Patch.absent(), Patch.of(null)));
    assertNull(get(id).address());
    assertEquals("Europe/Berlin", get(id).timeZone());
    assertEquals(3, get(id).version());
  }

  @Test
  void refusesAnEdit_whenTheSiteHasMovedOn() {
    UUID id = site(acme);
    desk.done(edit(id, 1, Patch.of("Works"), Patch.absent()));
    assertEquals(
        List.of("VERSION_MOVED"), desk.refused(edit(id, 1, Patch.of("Factory"), Patch.absent())));
  }

  @Test
  void isArchivedOnce_andKeepsAllItHad() {
    UUID id = site(acme);
    desk.done(new ArchiveSite(id, 1));
    Site archived = get(id);
    assertTrue(archived.archived());
    assertEquals("plant-1", archived.externalKey());
    desk.done(new ArchiveSite(id, null));
    assertEquals(archived, get(id));
    assertEquals(List.of(), desk.events);
  }

  @Test
  void needsThePermissionForCompanies() {
    UUID id = site(acme);
    Viewer technician =
        desk.viewerOf(
            desk.done(
                new CreateAgent(
                    null,
                    "Tess",
                    null,
                    null,
                    null,
                    null,
                    List.of(desk.role("technician")),
                    null,
                    null)));
    desk.viewer = technician;
    assertEquals(
        List.of("PERMISSION_MISSING"),
        desk.refused(new CreateSite(null, acme, "Plant", null, null, null)));
    assertEquals(
        List.of("PERMISSION_MISSING"), desk.refused(edit(id, null, Patch.of("x"), Patch.absent())));
    assertEquals(List.of("PERMISSION_MISSING"), desk.refused(new ArchiveSite(id, null)));
  }
}
