package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void readsOneAddress_whereAnEncodedNameKeepsItsComma() {
    String field = "=?iso-8859-1?Q?M=FCller,=20Ann?= <ann@customer.example>, bee@customer.example";
    assertEquals(
        List.of(
            new MailAddress("Müller, Ann", "ann@customer.example"),
            new MailAddress("", "bee@customer.example")),
        AddressList.of(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64", "BASE64 (as ever)", "(of old) base64", "base64; x=y"})
  void unpacksAPart_whateverStandsBesideTheNameOfItsPacking(String encoding) {
    assertEquals(
        "plan",
        read("MIME-Version: 1.0\nContent-Transfer-Encoding: %s\n\ncGxhbg==\n".formatted(encoding))
            .text()
            .readable()
            .strip());
  }

  @Test
  void takesASenderWithBlanksBeforeItsColon_forNoLineOfAMailbox() {
    ReadMail mail = read("From  : ann@customer.example\nSubject  : plan\n\nplan\n");
    assertEquals(List.of(new MailAddress("", "ann@customer.example")), mail.parties().from());
  }

  private static ReadMail read(String mail) {
    return new MailReader(Own.nobody()).read(MailSource.of(Families.bytes(mail)));
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
