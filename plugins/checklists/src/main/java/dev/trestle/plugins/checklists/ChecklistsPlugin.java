package dev.trestle.plugins.checklists;

import static dev.trestle.plugins.checklists.ChecklistRecords.ITEMS;
import static dev.trestle.plugins.checklists.ChecklistRecords.PROGRESS;
import static dev.trestle.plugins.checklists.ChecklistRecords.TEMPLATES;

import dev.trestle.plugins.checklists.ItemDeciders.AddItem;
import dev.trestle.plugins.checklists.ItemDeciders.ApplyTemplate;
import dev.trestle.plugins.checklists.ItemDeciders.EditItem;
import dev.trestle.plugins.checklists.ItemDeciders.ItemWish;
import dev.trestle.plugins.checklists.ItemDeciders.MoveItem;
import dev.trestle.plugins.checklists.TemplateDeciders.CreateTemplate;
import dev.trestle.plugins.checklists.TemplateDeciders.EditTemplate;
import dev.trestle.plugins.checklists.TemplateDeciders.RemoveTemplate;
import dev.trestle.sdk.command.CommandGuard;
import dev.trestle.sdk.command.Decider;
import dev.trestle.sdk.command.Mutation;
import dev.trestle.sdk.event.Reaction;
import dev.trestle.sdk.lists.ListExtension;
import dev.trestle.sdk.lists.ListExtension.FilterKind;
import dev.trestle.sdk.plugin.DeskPlugin;
import dev.trestle.sdk.plugin.Permission;
import dev.trestle.sdk.record.RecordType;
import dev.trestle.sdk.schema.Fields;
import dev.trestle.sdk.schema.RootFields;
import dev.trestle.sdk.settings.Setting;
import java.util.List;

/** Checklists on tickets. */
public final class ChecklistsPlugin implements DeskPlugin {
  static final String READ = "checklists.read";
  static final String WORK = "checklists.work";
  static final String MANAGE = "checklists.manage";
  private static final List<String> STAFF =
      List.of("manager", "dispatcher", "technician", "intake");

  @Override
  public List<Fields<?>> fields() {
    return ChecklistFields.all();
  }

  @Override
  public RootFields roots() {
    return ChecklistFields.roots();
  }

  @Override
  public List<Mutation<?>> mutations() {
    return List.of(
        onItem("checklistItemAdd", AddItem.class, ItemDeciders::add),
        onItem("checklistItemCheck", ItemWish.class, ItemDeciders::check),
        onItem("checklistItemUncheck", ItemWish.class, ItemDeciders::uncheck),
        onItem("checklistItemEdit", EditItem.class, ItemDeciders::edit),
        onItem("checklistItemMove", MoveItem.class, ItemDeciders::move),
        onTicket("checklistItemRemove", ItemWish.class, ItemDeciders::remove),
        onTicket("checklistTemplateApply", ApplyTemplate.class, ItemDeciders::apply),
        onTemplate("checklistTemplateCreate", CreateTemplate.class, TemplateDeciders::create),
        onTemplate("checklistTemplateEdit", EditTemplate.class, TemplateDeciders::edit),
        Mutation.of("checklistTemplateRemove", RemoveTemplate.class, TemplateDeciders::remove)
            .needs(MANAGE)
            .shows("removedId", answer -> answer.id("removed")));
  }

  @Override
  public ListExtension ticketLists() {
    return ListExtension.NONE
        .filter("checklistOpen", FilterKind.FLAG, PROGRESS, "unfinished")
        .sort("CHECKLIST_OPEN_ITEMS", PROGRESS, "openItems")
        .search("checklist", PROGRESS, "texts", false);
  }

  @Override
  public List<RecordType<?>> records() {
    return List.of(ITEMS, PROGRESS, TEMPLATES);
  }

  @Override
  public List<CommandGuard> guards() {
    return List.of(new ClosingGate());
  }

  @Override
  public List<Reaction> reactions() {
    return List.of(new TemplateReaction());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(
            READ, "See the checklists of the tickets one sees, and the templates.", STAFF),
        new Permission(WORK, "Add, check, change, move and remove items of checklists.", STAFF),
        new Permission(MANAGE, "Make and change templates of checklists.", List.of("manager")));
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            ClosingGate.SETTING,
            Setting.Kind.CHOICE,
            "What happens to a ticket that is resolved or closed with open required items: REFUSE"
                + " keeps it open, WARN lets it pass with a warning, OFF lets it pass.",
            ClosingGate.REFUSE,
            List.of(ClosingGate.REFUSE, ClosingGate.WARN, ClosingGate.OFF),
            false));
  }

  private static <C extends Record> Mutation<C> onItem(
      String name, Class<C> input, Decider<C> decider) {
    return onTicket(name, input, decider)
        .shows("item", answer -> answer.snapshot().records(ITEMS).get(answer.id("item")));
  }

  private static <C extends Record> Mutation<C> onTicket(
      String name, Class<C> input, Decider<C> decider) {
    return Mutation.of(name, input, decider)
        .needs(WORK)
        .shows("ticket", answer -> answer.snapshot().ticket(answer.id("ticket")));
  }

  private static <C extends Record> Mutation<C> onTemplate(
      String name, Class<C> input, Decider<C> decider) {
    return Mutation.of(name, input, decider)
        .needs(MANAGE)
        .shows(
            "template", answer -> answer.snapshot().records(TEMPLATES).get(answer.id("template")));
  }
}
