package dev.trestle.domain.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.domain.access.RolePermissions;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.DirectoryCommands.ArchiveContact;
import dev.trestle.domain.command.DirectoryCommands.CreateCompany;
import dev.trestle.domain.command.DirectoryCommands.CreateContact;
import dev.trestle.domain.command.DirectoryCommands.CreateSite;
import dev.trestle.domain.command.DirectoryCommands.EditContact;
import dev.trestle.domain.command.Patch;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.record.Contact;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContactDecidersTest {
  private final MemoryDesk desk = MemoryDesk.started();
  private final UUID acme = company("Acme");
  private final UUID other = company("Other");
  private final UUID plant = desk.done(new CreateSite(null, acme, "Plant", null, null, null));
  private final UUID bo = desk.done(contact("bo@example.com", acme, plant));

  /** A change in the making; what is not named stays as it is. */
  private static final class Edit {
    Patch<String> name = Patch.absent();
    Patch<String> email = Patch.absent();
    Patch<UUID> company = Patch.absent();
    Patch<UUID> site = Patch.absent();
    Patch<Boolean> seesCompany = Patch.absent();
    Patch<List<UUID>> roles = Patch.absent();

    EditContact of(UUID contact) {
      return new EditContact(
          contact,
          null,
          name,
          email,
          Patch.absent(),
          Patch.absent(),
          company,
          site,
          seesCompany,
          roles,
          null);
    }
  }

  private UUID company(String name) {
    return desk.done(new CreateCompany(null, name, null, null, null, null, null));
  }

  private static CreateContact contact(
      @Nullable String email, @Nullable UUID company, @Nullable UUID site) {
    return new CreateContact(null, "Bo", email, null, null, company, site, null, null, null, null);
  }

  private Contact get(UUID id) {
    return Objects.requireNonNull(desk.state.get(Tables.CONTACTS, id));
  }

  /** Bo, as the contact that is signed in. */
  private Viewer asBo() {
    return new Viewer(
        bo,
        PrincipalKind.CONTACT,
        "Bo",
        acme,
        List.of(),
        RolePermissions.of(desk.state, List.of(desk.role("contact"))),
        null);
  }

  private void givenAnAccount() {
    desk.arrange(draft ->
        draft.put(
            Tables.ACCOUNTS,
            Account.begun(desk.nextId(), bo, PrincipalKind.CONTACT, "bo@example.com", 1)
                .nextVersion()));
  }

  private Account account() {
    return Objects.requireNonNull(desk.state.table(Tables.ACCOUNTS).unique("principal", bo));
  }

  @Test
  void refusesASiteOfAnotherCompany_whenMadeAndWhenEdited() {
    assertEquals(
        List.of("SITE_OF_OTHER_COMPANY"), desk.refused(contact("b2@example.com", other, plant)));
    UUID away = desk.done(contact("b2@example.com", other, null));
    Edit edit = new Edit();
    edit.site = Patch.of(plant);
    assertEquals(List.of("SITE_OF_OTHER_COMPANY"), desk.refused(edit.of(away)));
  }

  @Test
  void leavesItsSiteBehind_whenItGoesToAnotherCompany() {
    Edit edit = new Edit();
    edit.company = Patch.of(other);
    desk.done(edit.of(bo));
    assertEquals(other, get(bo).companyId());
    assertNull(get(bo).siteId());
  }

  @Test
  void changesItsOwnName_butNothingThatOpensMoreToIt() {
    desk.viewer = asBo();
    Edit own = new Edit();
    own.name = Patch.of("Bo B.");
    desk.done(own.of(bo));
    assertEquals("Bo B.", get(bo).name());
    Edit company = new Edit();
    company.seesCompany = Patch.of(true);
    assertEquals(List.of("PERMISSION_MISSING"), desk.refused(company.of(bo)));
    Edit email = new Edit();
    email.email = Patch.of("other@example.com");
    assertEquals(List.of("PERMISSION_MISSING"), desk.refused(email.of(bo)));
  }

  @Test
  void mayNotChangeAnyoneElse() {
    UUID cy = desk.done(contact("cy@example.com", acme, null));
    desk.viewer = asBo();
    Edit edit = new Edit();
    edit.name = Patch.of("Cy C.");
    assertEquals(List.of("PERMISSION_MISSING"), desk.refused(edit.of(cy)));
    assertEquals(List.of("PERMISSION_MISSING"), desk.refused(new ArchiveContact(cy, null)));
  }

  @Test
  void keepsAnAddress_whileItIsTheNameToSignInWith() {
    givenAnAccount();
    Edit none = new Edit();
    none.email = Patch.of(null);
    assertEquals(List.of("EMAIL_NEEDED"), desk.refused(none.of(bo)));
    Edit other = new Edit();
    other.email = Patch.of("Bo.B@example.com");
    desk.done(other.of(bo));
    assertEquals("bo.b@example.com", account().email());
  }

  @Test
  void losesItsAccess_whenItIsArchived() {
    givenAnAccount();
    desk.done(new ArchiveContact(bo, 1));
    assertTrue(get(bo).archived());
    assertTrue(account().disabled());
    int version = get(bo).version();
    desk.done(new ArchiveContact(bo, null));
    assertEquals(version, get(bo).version());
  }
}
