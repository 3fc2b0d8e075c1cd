//! Texts in other languages, chosen by what a text seems to be about.

/// What a text may be about, as parts of English, French and Chinese words, and how Chinese, Korean, Russian and
/// Spanish systems say it. The last one is for everything else.
const SAID: [(&[&str], [&str; 4]); 9] = [
    (
        &["return", "retour", "退"],
        [
            "退回寄件人",
            "발송인에게 반송",
            "Возврат отправителю",
            "Devuelto al remitente",
        ],
    ),
    (
        &["attempt", "refus", "absen"],
        [
            "投递未成功",
            "배달 실패",
            "Неудачная попытка вручения",
            "Intento de entrega fallido",
        ],
    ),
    (
        &["out for", "en livraison", "派送"],
        ["正在派送", "배달 출발", "Передано курьеру", "En reparto"],
    ),
    (
        &["delivered", "livré", "签收"],
        ["已签收", "배달 완료", "Вручено", "Entregado"],
    ),
    (
        &["customs", "clearance", "douan", "清关", "duties"],
        [
            "海关处理中",
            "통관 중",
            "Таможенное оформление",
            "En aduana",
        ],
    ),
    (
        &["depart", "left", "quitt", "离开"],
        [
            "已离开",
            "발송",
            "Покинуло сортировочный центр",
            "Ha salido del centro",
        ],
    ),
    (
        &["arriv", "reach", "到达"],
        [
            "已到达",
            "도착",
            "Прибыло в сортировочный центр",
            "Ha llegado al centro",
        ],
    ),
    (
        &["accept", "picked", "received", "pris en charge", "揽"],
        ["已揽收", "접수", "Принято", "Admitido"],
    ),
    (&[], ["运输中", "운송 중", "В пути", "En tránsito"]),
];

/// Returns what a text says, about, in one of four languages.
pub(super) fn said(text: &str, choice: usize) -> &'static str {
    let text = text.to_lowercase();
    let about = |(words, _): &&(&[&str], _)| words.iter().any(|word| text.contains(word));
    let (_, said) = SAID.iter().find(about).unwrap_or(&SAID[SAID.len() - 1]);
    said[choice % said.len()]
}
