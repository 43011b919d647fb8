package dev.trestle.plugins.email.intake;

import static dev.trestle.plugins.email.intake.MailRecords.RULES;

import dev.trestle.plugins.email.intake.MailRule.Condition;
import dev.trestle.sdk.command.Draft;
import dev.trestle.sdk.command.Draft.Happening;
import dev.trestle.sdk.desk.Queue;
import dev.trestle.sdk.desk.TicketPriority;
import dev.trestle.sdk.desk.TicketType;
import dev.trestle.sdk.problem.ProblemType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with rules. */
final class RuleDeciders {
  private static final int RULES_MAX = 500;
  private static final int CONDITIONS_MAX = 20;
  private static final int TEXT_MAX = 200;
  private static final int TAGS_MAX = 20;
  private static final int TAG_MAX = 50;

  record Save(
      @Nullable UUID ruleId,
      int place,
      String name,
      boolean enabled,
      @Nullable UUID mailboxId,
      List<ConditionInput> conditions,
      @Nullable UUID queueId,
      @Nullable TicketType type,
      @Nullable TicketPriority priority,
      @Nullable UUID companyId,
      @Nullable List<String> tags,
      @Nullable String setAside,
      @Nullable Integer expectedVersion) {}

  record ConditionInput(MailRule.Subject subject, @Nullable String header, String pattern) {}

  record Remove(UUID ruleId, @Nullable Integer expectedVersion) {}

  private RuleDeciders() {}

  static void save(Save wish, Draft draft) {
    MailRule old =
        wish.ruleId() == null ? null : find(draft, wish.ruleId(), wish.expectedVersion());
    if (wish.ruleId() == null && draft.snapshot().records(RULES).all().size() >= RULES_MAX) {
      refuse(draft, "MAIL_RULES_FULL", "A desk has at most " + RULES_MAX + " rules.", "ruleId");
    }
    check(wish, draft);
    if (draft.refused()) {
      return;
    }
    MailRule rule =
        new MailRule(
            old == null ? draft.newId() : old.id(),
            0,
            wish.place(),
            wish.name().strip(),
            wish.enabled(),
            wish.mailboxId(),
            wish.conditions().stream()
                .map(each ->
                    new Condition(
                        each.subject(),
                        each.header() == null ? "" : each.header().strip(),
                        each.pattern().strip()))
                .toList(),
            new MailRule.Effect(
                wish.queueId(),
                wish.type(),
                wish.priority(),
                wish.companyId(),
                wish.tags() == null ? List.of() : wish.tags(),
                wish.setAside() == null ? "" : Words.line(wish.setAside(), TEXT_MAX)));
    draft.put(RULES, rule);
    draft.event(Happening.internal("MailRuleSaved", RULES, rule.id(), null));
    draft.result("rule", rule.id());
  }

  private static void check(Save wish, Draft draft) {
    if (wish.name().isBlank() || wish.name().length() > TEXT_MAX) {
      refuse(draft, "MAIL_RULE_NAME", "Give a name of 1 to " + TEXT_MAX + " characters.", "name");
    }
    int count = wish.conditions().size();
    if (count < 1 || count > CONDITIONS_MAX) {
      refuse(
          draft,
          "MAIL_RULE_CONDITIONS",
          "Give 1 to " + CONDITIONS_MAX + " conditions.",
          "conditions");
    }
    for (int i = 0; i < Math.min(count, CONDITIONS_MAX); i++) {
      ConditionInput each = wish.conditions().get(i);
      boolean named = each.header() != null && each.header().strip().matches("[!-9;-~]{1,100}");
      if (each.pattern().isBlank()
          || each.pattern().length() > TEXT_MAX
          || each.subject() == MailRule.Subject.HEADER != named) {
        refuse(
            draft,
            "MAIL_RULE_CONDITION",
            "Give a pattern of 1 to " + TEXT_MAX + " characters, and a header for HEADER only.",
            "conditions",
            String.valueOf(i));
      }
    }
    Queue queue = draft.snapshot().queue(wish.queueId());
    if (wish.queueId() != null && (queue == null || queue.archived())) {
      missing(draft, "queue", "queueId");
    }
    if (wish.companyId() != null && draft.snapshot().company(wish.companyId()) == null) {
      missing(draft, "company", "companyId");
    }
    if (wish.mailboxId() != null
        && draft.snapshot().records(MailRecords.MAILBOXES).get(wish.mailboxId()) == null) {
      missing(draft, "mailbox", "mailboxId");
    }
    List<String> tags = wish.tags() == null ? List.of() : wish.tags();
    if (tags.size() > TAGS_MAX) {
      refuse(draft, "MAIL_RULE_TAGS", "Give at most " + TAGS_MAX + " labels.", "tags");
    }
    for (int i = 0; i < Math.min(tags.size(), TAGS_MAX); i++) {
      if (tags.get(i).isBlank() || tags.get(i).length() > TAG_MAX) {
        refuse(
            draft,
            "MAIL_RULE_TAGS",
            "Give a label of 1 to " + TAG_MAX + " characters.",
            "tags",
            String.valueOf(i));
      }
    }
    if (wish.setAside() != null && wish.setAside().length() > TEXT_MAX) {
      refuse(
          draft,
          "MAIL_RULE_REASON",
          "Give a reason of at most " + TEXT_MAX + " characters.",
          "setAside");
    }
  }

  static void remove(Remove wish, Draft draft) {
    MailRule rule = find(draft, wish.ruleId(), wish.expectedVersion());
    if (rule != null && !draft.refused()) {
      draft.remove(RULES, rule.id());
      draft.event(Happening.internal("MailRuleRemoved", RULES, rule.id(), null));
      draft.result("removed", rule.id());
    }
  }

  private static @Nullable MailRule find(Draft draft, UUID id, @Nullable Integer expected) {
    MailRule rule = draft.snapshot().records(RULES).get(id);
    if (rule == null) {
      missing(draft, "rule", "ruleId");
      return null;
    }
    draft.expect(rule, expected);
    return rule;
  }

  private static void missing(Draft draft, String what, String field) {
    draft.refuse(
        ProblemType.NOT_FOUND, "NOT_FOUND", "There is no such " + what + ".", "input", field);
  }

  private static void refuse(Draft draft, String code, String message, String... path) {
    String[] whole = new String[path.length + 1];
    whole[0] = "input";
    System.arraycopy(path, 0, whole, 1, path.length);
    draft.refuse(ProblemType.INVALID, code, message, whole);
  }
}
