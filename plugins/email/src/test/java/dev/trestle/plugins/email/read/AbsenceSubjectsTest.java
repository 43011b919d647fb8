package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subjects by which programs say that they answer, where no field says so. */
class AbsenceSubjectsTest {
  private static MailKind kind(String subject) {
    return new MailReader(Own.nobody())
        .read(
            MailSource.of(
                Families.bytes(
                    "From: Ann <ann@customer.example>\nSubject: " + subject + "\n\nHello\n")))
        .kind();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Automatic reply: Printer",
        "Auto-Reply: Printer",
        "Auto Response: Printer",
        "AutoReply: Printer",
        "Automated response: Printer",
        "Out of Office: Printer",
        "Out of Office AutoReply: Printer",
        "Out of the office Re: Printer",
        "Vacation reply: Printer",
        "Away from the office: Printer",
        "Automatische Antwort: Drucker",
        "Automatische Antwort (Abwesenheit)",
        "Abwesenheitsnotiz: Drucker",
        "Abwesend: Drucker",
        "Abwesenheitsmeldung",
        "AUTO: Ada ist nicht im Büro (Rückkehr am 10.03.2031)",
        "AUTO: Ada is out of the office (returning 10.03.2031)",
        "Réponse automatique : Imprimante",
        "Réponse automatique: Imprimante",
        "Absence du bureau : Imprimante",
        "Message d'absence Re: Imprimante",
        "Respuesta automática: Impresora",
        "Fuera de la oficina: Impresora",
        "Fuera de oficina Re: Impresora",
        "Resposta automática: Impressora",
        "Ausência temporária: Impressora",
        "Fora do escritório: Impressora",
        "Risposta automatica: Stampante",
        "Fuori sede: Stampante",
        "Automatisch antwoord: Printer",
        "Afwezigheidsassistent: Printer",
        "Automatiskt svar: Skrivare",
        "Autosvar: Skrivare",
        "Frånvaro: Skrivare",
        "Automatisk svar: Printer",
        "Ikke til stede: Printer",
        "Fravær: Printer",
        "Automaattinen vastaus: Tulostin",
        "Poissa toimistolta: Tulostin",
        "Odpowiedź automatyczna: Drukarka",
        "Automatyczna odpowiedź: Drukarka",
        "Poza biurem: Drukarka",
        "Automatická odpověď: Tiskárna",
        "Mimo kancelář: Tiskárna",
        "Automatická odpoveď: Tlačiareň",
        "Automatikus válasz: Nyomtató",
        "Házon kívül: Nyomtató",
        "Răspuns automat: Imprimantă",
        "Автоматический ответ: Принтер",
        "Автоответ: Принтер",
        "Нет на работе: Принтер",
        "Автоматична відповідь: Принтер",
        "Автоматичен отговор: Принтер",
        "Αυτόματη απάντηση: Εκτυπωτής",
        "Otomatik yanıt: Yazıcı",
        "İşyeri dışında: Yazıcı",
        "自動応答: プリンター",
        "自動返信: プリンター",
        "不在通知: プリンター",
        "自动回复: 打印机",
        "自动答复: 打印机",
        "自動回覆: 印表機",
        "자동 회신: 프린터",
        "자동 응답: 프린터",
        "부재 중: 프린터",
        "Trả lời tự động: Máy in",
        "Balasan otomatis: Printer",
        "Resposta automàtica: Impressora",
        "Automatski odgovor: Pisač",
        "Samodejni odgovor: Tiskalnik",
        "תשובה אוטומטית: מדפסת",
        "رد تلقائي: طابعة",
        "ตอบกลับอัตโนมัติ: เครื่องพิมพ์",
      })
  void answersNoProgram(String subject) {
    MailKind kind = kind(subject);
    assertFalse(kind.mayBeAnswered(), () -> subject + " is " + kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We are away from our desks since the printer burns",
        "Printer in the office is out of order",
        "How do I set up an automatic reply?",
        "Re: Out of office messages do not work",
        "Vacation request of Ada",
        "Automatic door does not open",
        "Bitte Abwesenheitsassistent einrichten",
        "Problème avec la réponse automatique",
        "Autoreply feature broken",
        "Auto repair invoice",
        "Auto: Reifen wechseln",
      })
  void answersPeople(String subject) {
    MailKind kind = kind(subject);
    assertTrue(kind.mayBeAnswered(), () -> subject + " is " + kind);
  }
}
