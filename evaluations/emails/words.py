"""What the letters to participants say, in the seven languages of the office."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One language. `{event}`, `{name}`, `{moment}`, `{zone}`, `{count}` and `{minutes}` are filled in.

    `moment` is how a date and time are written, in the letters of Django's date filter.
    """

    invitation_subject: str
    reminder_subject: str
    greeting: str
    invitation: str
    reminder: str
    size: str
    link: str
    anonymous: str
    closing: str
    moment: str
    thanks: str


WORDS: dict[str, Words] = {
    "en": Words(
        invitation_subject="Your opinion on {event}",
        reminder_subject="Reminder: your opinion on {event}",
        greeting="Dear {name},",
        invitation="Thank you for taking part in “{event}”. We would like to know what you thought of it. "
        "What you say decides what we do better next time.",
        reminder="Some days ago we asked you what you thought of “{event}”. "
        "We have not had an answer from this link, and would still be glad of yours.",
        size="Number of questions: {count}. Time needed: about {minutes} min.",
        link="Please open this address to answer:",
        anonymous="Your answers are anonymous. The address above is yours alone and works once. "
        "We see that it was used, and never what was answered with it.",
        closing="You can answer until {moment} ({zone}).",
        moment="j F Y, H:i",
        thanks="With many thanks",
    ),
    "fr": Words(
        invitation_subject="Votre avis sur {event}",
        reminder_subject="Rappel : votre avis sur {event}",
        greeting="Bonjour {name},",
        invitation="Merci d’avoir participé à « {event} ». Nous aimerions savoir ce que vous en avez pensé. "
        "Vos réponses nous aideront à mieux faire la prochaine fois.",
        reminder="Il y a quelques jours, nous vous avons demandé ce que vous aviez pensé de « {event} ». "
        "Nous n’avons pas reçu de réponse par ce lien et serions toujours heureux de connaître votre avis.",
        size="Nombre de questions : {count}. Temps nécessaire : environ {minutes} min.",
        link="Pour répondre, veuillez ouvrir cette adresse :",
        anonymous="Vos réponses sont anonymes. L’adresse ci-dessus n’appartient qu’à vous et ne sert qu’une fois. "
        "Nous voyons qu’elle a été utilisée, jamais ce qui a été répondu.",
        closing="Vous pouvez répondre jusqu’au {moment} ({zone}).",
        moment="j F Y à H:i",
        thanks="Avec tous nos remerciements",
    ),
    "es": Words(
        invitation_subject="Su opinión sobre {event}",
        reminder_subject="Recordatorio: su opinión sobre {event}",
        greeting="Hola, {name}:",
        invitation="Gracias por haber participado en «{event}». Nos gustaría saber qué le pareció. "
        "Sus respuestas nos ayudarán a hacerlo mejor la próxima vez.",
        reminder="Hace unos días le preguntamos qué le había parecido «{event}». "
        "No hemos recibido respuesta desde este enlace y todavía nos gustaría conocer su opinión.",
        size="Número de preguntas: {count}. Tiempo necesario: unos {minutes} min.",
        link="Para responder, abra esta dirección:",
        anonymous="Sus respuestas son anónimas. La dirección de arriba es solo para usted y sirve una sola vez. "
        "Vemos que se ha usado, pero nunca lo que se ha respondido.",
        closing="Puede responder hasta el {moment} ({zone}).",
        moment="j \\d\\e F \\d\\e Y, H:i",
        thanks="Muchas gracias",
    ),
    "ru": Words(
        invitation_subject="Ваше мнение: {event}",
        reminder_subject="Напоминание. Ваше мнение: {event}",
        greeting="Здравствуйте, {name}!",
        invitation="Благодарим Вас за участие в мероприятии «{event}». Нам важно узнать Ваше мнение о нём: "
        "Ваши ответы помогут нам сделать следующее мероприятие лучше.",
        reminder="Несколько дней назад мы спросили Ваше мнение о мероприятии «{event}». "
        "Ответа по этой ссылке мы пока не получили и по-прежнему будем Вам за него признательны.",
        size="Количество вопросов: {count}. Необходимое время: около {minutes} мин.",
        link="Чтобы ответить, откройте этот адрес:",
        anonymous="Ваши ответы анонимны. Указанный выше адрес предназначен только для Вас и действует один раз. "
        "Мы видим, что им воспользовались, но никогда не видим, что было отвечено.",
        closing="Ответить можно до: {moment} ({zone}).",
        moment="j E Y г., H:i",
        thanks="С благодарностью",
    ),
    "ar": Words(
        invitation_subject="رأيكم في {event}",
        reminder_subject="تذكير: رأيكم في {event}",
        greeting="تحية طيبة، {name}،",
        invitation="نشكركم على مشاركتكم في «{event}». نود أن نعرف رأيكم فيه، "
        "فإجاباتكم تساعدنا على تحسين عملنا في المرة القادمة.",
        reminder="سألناكم قبل بضعة أيام عن رأيكم في «{event}». لم تصلنا إجابة عبر هذا الرابط، ولا يزال رأيكم يهمنا.",
        size="عدد الأسئلة: {count}. الوقت اللازم: نحو {minutes} دقيقة.",
        link="للإجابة، يرجى فتح هذا العنوان:",
        anonymous="إجاباتكم مجهولة المصدر. العنوان أعلاه خاص بكم وحدكم ويُستخدم مرة واحدة. "
        "نحن نرى أنه استُخدم، ولا نرى أبدًا ما أُجيب به.",
        closing="يمكنكم الإجابة حتى {moment} ({zone}).",
        moment="j F Y، H:i",
        thanks="مع جزيل الشكر",
    ),
    "zh": Words(
        invitation_subject="请谈谈您对{event}的意见",
        reminder_subject="提醒：请谈谈您对{event}的意见",
        greeting="{name}，您好：",
        invitation="感谢您参加“{event}”。我们希望了解您的看法，您的回答将帮助我们把下一次活动办得更好。",
        reminder="几天前我们曾就“{event}”征求您的意见。我们尚未收到通过此链接提交的回答，仍期待您的反馈。",
        size="问题数量：{count}。所需时间：约{minutes}分钟。",
        link="请打开以下地址作答：",
        anonymous="您的回答是匿名的。上面的地址仅供您本人使用，且只能使用一次。我们只能看到它已被使用，绝不会看到用它提交了什么回答。",
        closing="您可以在{moment}（{zone}）之前作答。",
        moment="Y年n月j日 H:i",
        thanks="谨致谢意",
    ),
    "ko": Words(
        invitation_subject="{event}에 대한 의견을 들려주십시오",
        reminder_subject="알림: {event}에 대한 의견을 들려주십시오",
        greeting="{name} 님께",
        invitation="‘{event}’에 참가해 주셔서 감사합니다. 행사에 대한 의견을 듣고자 합니다. "
        "보내 주신 답변은 다음 행사를 더 잘 준비하는 데 쓰입니다.",
        reminder="며칠 전 ‘{event}’에 대한 의견을 여쭈었습니다. "
        "이 링크로는 아직 답변이 오지 않았으며, 지금이라도 의견을 주시면 감사하겠습니다.",
        size="문항 수: {count}. 소요 시간: 약 {minutes}분.",
        link="아래 주소를 열어 답해 주십시오.",
        anonymous="답변은 익명입니다. 위 주소는 받으신 분만을 위한 것이며 한 번만 쓸 수 있습니다. "
        "저희는 주소가 사용되었다는 것만 알 수 있고, 어떤 답변이 제출되었는지는 결코 알 수 없습니다.",
        closing="{moment}({zone})까지 답하실 수 있습니다.",
        moment="Y년 n월 j일 H:i",
        thanks="감사합니다",
    ),
}


def words_in(language: str) -> Words:
    """The words of a language, English where there are none."""
    return WORDS.get(language, WORDS["en"])
