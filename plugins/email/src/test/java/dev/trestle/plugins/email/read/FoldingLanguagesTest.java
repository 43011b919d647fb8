package dev.trestle.plugins.email.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What mail programs put in front of what they repeat, and below what is written, in the languages
 * they speak.
 */
class FoldingLanguagesTest {
  private static String visible(String text) {
    String whole = ReplyFolding.of(text).stream().map(TextPart::text).collect(Collectors.joining());
    assertEquals(text, whole, "nothing is lost");
    return ReplyFolding.of(text).stream()
        .filter(part -> !part.isFolded())
        .map(TextPart::text)
        .collect(Collectors.joining())
        .strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, Mar 3, 2031 at 9:00 AM Support <support@desk.example> wrote:",
        "On 3 Mar 2031, at 09:00, Support <support@desk.example> wrote:",
        "On 3/3/2031 9:00 AM, Support wrote:",
        "Am 03.03.2031 um 09:00 schrieb Support <support@desk.example>:",
        "Am Mo., 3. März 2031 um 09:00 Uhr schrieb Support <support@desk.example>:",
        "Support <support@desk.example> schrieb am Mo., 3. März 2031, 09:00:",
        "Le lun. 3 mars 2031 à 09:00, Support <support@desk.example> a écrit :",
        "Le 03/03/2031 à 09:00, Support a écrit :",
        "El lun, 3 mar 2031 a las 9:00, Support (<support@desk.example>) escribió:",
        "El 03/03/2031 a las 9:00, Support escribió:",
        "Em seg., 3 de mar. de 2031 às 09:00, Support <support@desk.example> escreveu:",
        "Il giorno lun 3 mar 2031 alle ore 09:00 Support <support@desk.example> ha scritto:",
        "Il 03/03/2031 09:00, Support ha scritto:",
        "Op ma 3 mrt. 2031 om 09:00 schreef Support <support@desk.example>:",
        "Op 3 mrt. 2031 om 09:00 heeft Support <support@desk.example> het volgende geschreven:",
        "Den mån 3 mars 2031 kl 09:00 skrev Support <support@desk.example>:",
        "Den man. 3. mar. 2031 kl. 09.00 skrev Support <support@desk.example>:",
        "man. 3. mars 2031 kl. 09:00 skrev Support <support@desk.example>:",
        "ma 3. maalisk. 2031 klo 9.00 Support (support@desk.example) kirjoitti:",
        "pon., 3 mar 2031 o 09:00 Support <support@desk.example> napisał(a):",
        "W dniu 03.03.2031 o 09:00, Support pisze:",
        "po 3. 3. 2031 v 9:00 odesílatel Support <support@desk.example> napsal:",
        "po 3. 3. 2031 o 9:00 Support <support@desk.example> napísal(a):",
        "Dňa 3. 3. 2031 o 9:00 Support napísal(a):",
        "Support <support@desk.example> ezt írta (időpont: 2031. márc. 3., H, 9:00):",
        "În lun., 3 mar. 2031 la 09:00, Support <support@desk.example> a scris:",
        "На пн, 3.03.2031 г. в 9:00 Support <support@desk.example> написа:",
        "пн, 3 мар. 2031 г. в 09:00, Support <support@desk.example>:",
        "03.03.2031 9:00, Support пишет:",
        "пн, 3 бер. 2031 р. о 09:00 Support <support@desk.example> пише:",
        "Στις Δευ 3 Μαρ 2031 στις 9:00 π.μ., ο/η Support <support@desk.example> έγραψε:",
        "Support <support@desk.example>, 3 Mar 2031 Pzt, 09:00 tarihinde şunu yazdı:",
        "2031年3月3日(月) 9:00 Support <support@desk.example>:",
        "2031年3月3日 9:00、Support <support@desk.example> のメール:",
        "Support <support@desk.example> 于2031年3月3日周一 09:00写道：",
        "在 2031年3月3日，09:00，Support <support@desk.example> 写道：",
        "Support <support@desk.example> 於 2031年3月3日 週一 上午9:00寫道：",
        "2031년 3월 3일 (월) 오전 9:00, Support <support@desk.example>님이 작성:",
        "Vào Th 2, 3 thg 3, 2031 vào lúc 09:00 Support <support@desk.example> đã viết:",
        "Pada Sen, 3 Mar 2031 pukul 09.00 Support <support@desk.example> menulis:",
        "El dl., 3 de març 2031 a les 9:00, Support <support@desk.example> va escriure:",
        "Wiadomość napisana przez Support <support@desk.example> w dniu 3 mar 2031, o godz. 09:00:",
        "Dne 3. 3. 2031 v 9:00 Support napsal(a):",
        "Support kirjoitti 3.3.2031 klo 9.00:",
        "2031. 03. 03. 9:00 keltezéssel, Support írta:",
        "2031. 3. 3. 오전 9:00, Support 작성:",
        "\u202bבתאריך יום ב׳, 3 במרץ 2031 ב-9:00 מאת \u202aSupport\u202c\u200f <\u202asupport@desk.example\u202c\u200f>:\u202c",
        "في الاثنين، 3 مارس 2031 في 9:00 ص تمت كتابة ما يلي بواسطة Support <support@desk.example>:",
        "เมื่อ จ. 3 มี.ค. 2031 เวลา 09:00 Support <support@desk.example> เขียนว่า:",
        "\u2010\u2010\u2010\u2010 Original Message \u2010\u2010\u2010\u2010",
        "Zitat von Support <support@desk.example>:",
        "Quoting Support <support@desk.example>:",
        "Support wrote on 03/03/2031 09:00:11 AM:",
        "Support 写于 2031年3月3日周一 09:00：",
        "---- Replied Message ----",
        "pon, 3. ožu 2031. u 09:00 Support <support@desk.example> napisao je:",
        "V V pon., 3. mar. 2031 ob 09:00 je oseba Support <support@desk.example> napisala:",
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "-----Message d'origine-----",
        "-----Mensaje original-----",
        "-----Mensagem original-----",
        "-----Messaggio originale-----",
        "-----Oorspronkelijk bericht-----",
        "-----Ursprungligt meddelande-----",
        "-----Oprindelig meddelelse-----",
        "-----Opprinnelig melding-----",
        "-----Alkuperäinen viesti-----",
        "-----Wiadomość oryginalna-----",
        "-----Původní zpráva-----",
        "-----Eredeti üzenet-----",
        "-----Исходное сообщение-----",
        "-----邮件原件-----",
        "-----原始邮件-----",
        "------------------ 原始邮件 ------------------",
        "-----Özgün İleti-----",
      })
  void foldsWhatIsRepeated(String head) {
    assertEquals(
        "It still burns.",
        visible("It still burns.\n\n" + head + "\n\n> Which lights blink?\n> Support\n"));
    assertEquals(
        "It still burns.",
        visible("It still burns.\n\n" + head + "\nWhich lights blink?\nSupport\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: Support <support@desk.example>\nSent: Monday, March 3, 2031 9:00 AM\nTo: Carl\nSubject: Help",
        "Von: Support <support@desk.example>\nGesendet: Montag, 3. März 2031 09:00\nAn: Carl\nBetreff: Help",
        "De : Support <support@desk.example>\nEnvoyé : lundi 3 mars 2031 09:00\nÀ : Carl\nObjet : Help",
        "De: Support <support@desk.example>\nEnviado el: lunes, 3 de marzo de 2031 9:00\nPara: Carl\nAsunto: Help",
        "De: Support <support@desk.example>\nEnviada em: segunda-feira, 3 de março de 2031 09:00\nPara: Carl\nAssunto: Help",
        "Da: Support <support@desk.example>\nInviato: lunedì 3 marzo 2031 09:00\nA: Carl\nOggetto: Help",
        "Van: Support <support@desk.example>\nVerzonden: maandag 3 maart 2031 09:00\nAan: Carl\nOnderwerp: Help",
        "Från: Support <support@desk.example>\nSkickat: den 3 mars 2031 09:00\nTill: Carl\nÄmne: Help",
        "Fra: Support <support@desk.example>\nSendt: 3. marts 2031 09:00\nTil: Carl\nEmne: Help",
        "Lähettäjä: Support <support@desk.example>\nLähetetty: maanantai 3. maaliskuuta 2031 9.00\nVastaanottaja: Carl\nAihe: Help",
        "Od: Support <support@desk.example>\nWysłano: poniedziałek, 3 marca 2031 09:00\nDo: Carl\nTemat: Help",
        "Od: Support <support@desk.example>\nOdesláno: pondělí 3. března 2031 9:00\nKomu: Carl\nPředmět: Help",
        "Feladó: Support <support@desk.example>\nElküldve: 2031. március 3., hétfő 9:00\nCímzett: Carl\nTárgy: Help",
        "De la: Support <support@desk.example>\nTrimis: luni, 3 martie 2031 09:00\nCătre: Carl\nSubiect: Help",
        "От: Support <support@desk.example>\nОтправлено: 3 марта 2031 г. 9:00\nКому: Carl\nТема: Help",
        "Від: Support <support@desk.example>\nНадіслано: 3 березня 2031 р. 9:00\nКому: Carl\nТема: Help",
        "Από: Support <support@desk.example>\nΣτάλθηκε: Δευτέρα, 3 Μαρτίου 2031 9:00\nΠρος: Carl\nΘέμα: Help",
        "Kimden: Support <support@desk.example>\nGönderildi: 3 Mart 2031 Pazartesi 09:00\nKime: Carl\nKonu: Help",
        "差出人: Support <support@desk.example>\n送信日時: 2031年3月3日 9:00\n宛先: Carl\n件名: Help",
        "发件人: Support <support@desk.example>\n发送时间: 2031年3月3日 9:00\n收件人: Carl\n主题: Help",
        "寄件者: Support <support@desk.example>\n寄件日期: 2031年3月3日 9:00\n收件者: Carl\n主旨: Help",
        "보낸 사람: Support <support@desk.example>\n보낸 날짜: 2031년 3월 3일 9:00\n받는 사람: Carl\n제목: Help",
        "Od: Support <support@desk.example>\nOdoslané: pondelok 3. marca 2031 9:00\nKomu: Carl\nPredmet: Help",
        "От: Support <support@desk.example>\nИзпратено: 3 март 2031 г. 9:00\nДо: Carl\nОтносно: Help",
        "De: Support <support@desk.example>\nEnviat el: dilluns, 3 de març de 2031 9:00\nPer a: Carl\nAssumpte: Help",
        "Šalje: Support <support@desk.example>\nPoslano: 3. ožujka 2031. 9:00\nPrima: Carl\nPredmet: Help",
        "Saatja: Support <support@desk.example>\nSaadetud: 3. märts 2031 9:00\nAdressaat: Carl\nTeema: Help",
        "Dari: Support <support@desk.example>\nTerkirim: 3 Maret 2031 9:00\nKepada: Carl\nSubjek: Help",
        "Từ: Support <support@desk.example>\nĐã gửi: 3 tháng 3, 2031 9:00\nĐến: Carl\nChủ đề: Help",
        "מאת: Support <support@desk.example>\nנשלח: 3 במרץ 2031 9:00\nאל: Carl\nנושא: Help",
        "من: Support <support@desk.example>\nتم الإرسال: 3 مارس 2031 9:00\nإلى: Carl\nالموضوع: Help",
        "*From:* Support <support@desk.example>\n*Sent:* Monday, March 3, 2031 9:00 AM\n*To:* Carl\n*Subject:* Help",
      })
  void foldsWhatOutlookRepeats(String block) {
    assertEquals(
        "It still burns.",
        visible("It still burns.\n\n" + block + "\n\nWhich lights blink?\nSupport\n"));
    assertEquals(
        "It still burns.",
        visible(
            "It still burns.\n\n________________________________\n"
                + block
                + "\n\nWhich lights blink?\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sent from my iPhone",
        "Sent from my Samsung Galaxy smartphone.",
        "Sent from Mail for Windows",
        "Get Outlook for Android<https://aka.ms/x>",
        "Sent with Proton Mail secure email.",
        "Von meinem iPhone gesendet",
        "Gesendet von Outlook für Android",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
        "Envoyé de mon iPhone",
        "Envoyé à partir d’Outlook pour Android",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Obter o Outlook para Android",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Outlook voor Android downloaden",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "Odesláno z iPhonu",
        "Odoslané z iPhonu",
        "iPhone-ról küldve",
        "Trimis de pe iPhone-ul meu",
        "Отправлено с iPhone",
        "Надіслано з iPhone",
        "Στάλθηκε από το iPhone μου",
        "iPhone'umdan gönderildi",
        "iPhoneから送信",
        "从我的iPhone发送",
        "發自我的 iPhone",
        "나의 iPhone에서 보냄",
        "Enviat des del meu iPhone",
        "Télécharger Outlook pour Android",
        "Scarica Outlook per iOS",
        "Skaffa Outlook för iOS",
        "Изпратено от моя iPhone",
        "發自我的iPhone",
        "從我的 iPhone 傳送",
        "Được gửi từ iPhone của tôi",
        "Dikirim dari iPhone saya",
        "أرسلت من الـ iPhone",
        "ส่งจาก iPhone ของฉัน",
        "Poslano s mog iPhonea",
        "נשלח מה-iPhone שלי",
      })
  void foldsWhatDevicesAdd(String line) {
    assertEquals("It still burns.", visible("It still burns.\n\n" + line + "\n"));
    assertEquals(
        "It still burns.",
        visible(
            "It still burns.\n\n"
                + line
                + "\n\nOn Mon, Mar 3, 2031 at 9:00 AM Support <support@desk.example> wrote:\n> Hm\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Monday we wrote to you twice, and nobody answered.",
        "From: the beginning it was slow.\nTo: this day it is.",
        "I wrote: nothing works.",
        "Am Montag schrieb ich Ihnen schon, bitte antworten Sie.",
        "Le problème : rien ne marche.",
        "We sent from my account the wrong file.",
        "2031-03-03 09:00 the server went down.",
        "> is the sign that we miss in the report\nplease add it",
        "Sent from my iPhone it never arrives.\nWhat now?",
        "Am 3. März kam der Techniker und schrieb:\nKein Toner.\nWas nun?",
      })
  void foldsNothingThatSomebodyWrites(String text) {
    assertEquals(text.strip(), visible(text));
  }

  @Test
  void leavesTheNameOfTheSenderVisible() {
    List<TextPart> parts =
        ReplyFolding.of("It still burns.\n\nThank you,\nCarl\nvia mobile\n", "Carl Meier");
    assertEquals(2, parts.size());
    assertEquals(TextPart.Kind.CLOSING, parts.getLast().kind());
    assertEquals("Thank you,\nCarl\nvia mobile\n", parts.getLast().text());
    assertEquals(
        1, ReplyFolding.of("Carl asked me:\nis Carl here?\n", "Carl Meier").size(), "no signature");
  }
}
