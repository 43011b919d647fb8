package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs write carelessly into fields is read as it was meant. */
class CarelessFieldsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann@customer.example>|''|ann@customer.example",
        "Ann <Bee> <ann@customer.example>|Ann <Bee>|ann@customer.example",
        "Ann <> <ann@customer.example>|Ann|ann@customer.example",
        "<ann@customer.example> <bee@customer.example>|<bee@customer.example>|ann@customer.example"
      })
  void readsAnAddress_amongBracketsThatDoNotFit(String field, String name, String address) {
    assertEquals(List.of(new MailAddress(name, address)), AddressList.of(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filename=\"plan.pdf\"|''|plan.pdf",
        "FileName*=utf-8''pl%C3%A4ne.pdf; size=12|''|pläne.pdf",
        "attachment; filename=plan.pdf|attachment|plan.pdf",
        "attachment filename=\"plan.pdf\"|attachment|plan.pdf"
      })
  void readsAFilesName_whereNobodySaysWhatIsDoneWithIt(String field, String value, String name) {
    Parameters read = Parameters.of(field);
    assertEquals(value, read.value());
    assertEquals(name, read.get("filename"));
  }

  @Test
  void takesANameForAFiles_ofAPartThatOnlyHasAName() {
    ReadMail mail =
        new MailReader(Own.nobody())
            .read(
                MailSource.of(
                    Families.bytes(
                        """
                        From: ann@customer.example
                        MIME-Version: 1.0
                        Content-Type: application/octet-stream
                        Content-Disposition: filename=plan.pdf

                        plan
                        """)));
    assertEquals(List.of("plan.pdf"), mail.attachments().stream().map(Attachment::name).toList());
  }
}
