package dev.trestle.plugins.tests;

import dev.trestle.testkit.Done;
import dev.trestle.testkit.Reply;
import dev.trestle.testkit.TestPerson;
import java.util.Map;

/**
 * A promise for the same afternoon that cannot be kept.
 *
 * @param by who made it
 */
public record PromiseToPutOff(TestPerson by, String id) {
  /** Makes one on a ticket. */
  public static PromiseToPutOff make(TestPerson by, String ticket) {
    return new PromiseToPutOff(
        by,
        by.does(
                "promiseMake",
                Map.of("ticketId", ticket, "what", "Printer", "after", "PT4H"),
                "promise { id }")
            .text("promise.id"));
  }

  /** Puts it off by a day, and tells the customer so. */
  public Done putOff(Map<String, String> notice, String answer) {
    return by.does(
        "promiseRenegotiate",
        Map.of("promiseId", id, "after", "PT24H", "reason", "No drum", "notice", notice),
        answer);
  }

  /** How many promises of the month are broken by the report, and how many without a notice. */
  public String breaches() {
    Reply report =
        by.ask(
            "{ commitmentsReport(from: \"2031-03-01T00:00:00Z\", to: \"2031-04-01T00:00:00Z\") {"
                + " series { total { breached withoutNotice } } } }");
    String total = "commitmentsReport.series.0.total.";
    return report.text(total + "breached") + " " + report.text(total + "withoutNotice");
  }
}
