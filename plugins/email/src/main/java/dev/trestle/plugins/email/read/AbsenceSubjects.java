package dev.trestle.plugins.email.read;

import java.util.regex.Pattern;

/**
 * Subjects that mail programs write when they answer by themselves, in the languages they speak.
 * The words must be all of the subject, or stand in front of a colon or the like, because people
 * write about automatic replies, too.
 */
final class AbsenceSubjects {
  private static final String BEFORE = "^\\s*(?:(?:re|aw|sv|tr|antw|odp|vs|r)\\s*[:：]\\s*)*(?:";
  private static final String AFTER = ")(?=\\s*(?:$|[:：(（\\[–—!]|- |re\\b|aw\\b|auto))";

  private static final Pattern AUTOMATIC =
      Pattern.compile(
          BEFORE
              + "auto(?:mat(?:ic|ed|isch))?[ -]?(?:reply|response|respon[ds]er?|respons|antwort|svar|answer|resposta|odpowied\\S+)|automatisch(?:e|es)? (?:antwort|antwoord|beantwort\\w*)|"
              + "réponse automatique|respuesta autom[aá]tica|resposta autom[aáà]tica|risposta automatica|automatisk[t]? svar|sjálfvirkt svar|automaattinen vastaus|"
              + "odpowied[zź] automatyczna|automatyczna odpowied[zź]|automatick[áa] odpov[eěě][ďd]ě?|automatická odpověď|automatická odpoveď|automatikus v[áa]lasz|r[ăa]spuns automat|"
              + "автоматический ответ|автоответ|автоматична відповідь|автоматичен отговор|аутоматски одговор|automatski odgovor|samodejni odgovor|automaatvastus|automātiskā atbilde|automatinis atsakymas|"
              + "αυτόματη απάντηση|otomatik (?:yanıt|cevap)|自動応答|自動返信|自动回复|自动答复|自動回覆|自動回复|자동 ?(?:회신|응답|답장)|trả lời tự động|balasan otomatis|jawapan automatik|"
              + "תשובה אוטומטית|מענה אוטומטי|رد تلقائي|ตอบกลับอัตโนมัติ|स्वचालित उत्तर"
              + AFTER,
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern AWAY =
      Pattern.compile(
          BEFORE
              + "auto: .{1,60}(?:is out of|is away|ist nicht|ist außer|est absent|non è|está fuera).*|out of (?:the )?office|out-of-office|ooo|away from (?:the |my )?(?:office|desk|mail)|vacation(?: reply| notice| message)?|on vacation|absence|i(?:'m| am) away|"
              + "abwesen(?:d|heit)\\w*|(?:ich bin )?nicht im (?:büro|hause?)|im urlaub|(?:absence|absent) du bureau|message d['’]absence|avis d['’]absence|absent|en congés?|"
              + "fuera de (?:la )?oficina|ausencia(?: temporal)?|aus[êe]ncia(?: tempor[áa]ria)?|ausente|fora do escritório|fuori (?:sede|ufficio)|assenza|assente|"
              + "afwezig(?:heid\\w*)?|niet op kantoor|frånvaro\\w*|fravær\\w*|ikke til stede|poissa(?: toimistolta)?|poza biurem|nieobecno\\S+|nieobecny|mimo kancelář|mimo kanceláriu|nepřítomnost|házon kívül|távollét|în afara biroului|"
              + "нет на работе|отсутств\\S+|в отпуске|немає на роботі|извън офиса|εκτός γραφείου|işyeri dışında|ofis dışında|不在(?:通知|です)?|休暇(?:中)?|外出|부재 ?중|vắng mặt|di luar kantor|van ured\\S*"
              + AFTER,
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private AbsenceSubjects() {}

  /** Whether a program answered. */
  static boolean isAutomatic(String subject) {
    return AUTOMATIC.matcher(subject).find();
  }

  /** Whether it answered because somebody is away. */
  static boolean isAbsence(String subject) {
    return AWAY.matcher(subject).find();
  }
}
