//! Labels: La Poste's texts, in French and English.

use super::words::Code;
use crate::parcel::Milestone;

/// A language of the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lang {
    French,
    English,
}

impl Lang {
    /// Returns the language that a request asks for: French, unless it is English.
    pub(super) fn of(asked: Option<&str>) -> Self {
        match asked {
            Some("en_GB") => Self::English,
            _ => Self::French,
        }
    }

    /// Returns its name on the wire.
    pub(super) const fn name(self) -> &'static str {
        self.pick("fr_FR", "en_GB")
    }

    const fn pick(self, french: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }

    pub(super) const fn product(self, postal: bool) -> &'static str {
        match (self, postal) {
            (_, false) => "colissimo",
            (Self::French, true) => "Courrier international",
            (Self::English, true) => "International mail",
        }
    }

    pub(super) const fn invalid(self) -> &'static str {
        self.pick(
            "Le numéro que vous avez saisi n’est pas valide. Nous vous invitons à vérifier votre saisie, en particulier le nombre de caractères.",
            "The number that you entered is not valid. Please check it, above all how many characters it has.",
        )
    }

    pub(super) const fn unknown(self) -> &'static str {
        self.pick(
            "Aucune information n’est disponible pour ce numéro. Il n’est peut-être pas encore pris en charge.",
            "There is no information about this number. It may not have been handed in yet.",
        )
    }

    pub(super) const fn wrong_count(self) -> &'static str {
        self.pick(
            "La demande doit porter sur un à dix numéros.",
            "A request must be for one to ten numbers.",
        )
    }

    /// Returns the label of a step of the timeline, 1 to 5.
    pub(super) const fn step(self, id: i64) -> &'static str {
        match id {
            1 => self.pick(
                "Votre colis est entre nos mains.",
                "Your parcel is in our hands.",
            ),
            2 => self.pick("Il est en chemin.", "It is on its way."),
            3 => self.pick(
                "Votre colis est arrivé sur son site de livraison.",
                "Your parcel is at the site that delivers it.",
            ),
            4 => self.pick(
                "Nous préparons votre colis pour sa livraison.",
                "We are preparing your parcel for delivery.",
            ),
            _ => self.pick("Votre colis a été livré", "Your parcel has been delivered"),
        }
    }

    /// Returns the label of an event.
    pub(super) const fn label(self, code: Code, milestone: Milestone) -> &'static str {
        match code {
            Code::Et1 => self.on_the_way(milestone),
            Code::Ep1 => self.pick(
                "Votre colis est en attente de présentation.",
                "Your parcel is waiting to be presented.",
            ),
            Code::Nd1 | Code::Ag1 | Code::Di1 | Code::Di2 | Code::Re1 | Code::Md2 => {
                self.at_the_door(code)
            }
            Code::Do1 | Code::Do2 | Code::Do3 | Code::Pb1 | Code::Pb2 => self.held(code),
            Code::Dr1 | Code::Pc1 | Code::Pc2 | Code::Et2 | Code::Et3 | Code::Et4 => {
                self.coming(code)
            }
        }
    }

    const fn on_the_way(self, milestone: Milestone) -> &'static str {
        match milestone {
            Milestone::ArrivedDepot => self.step(3),
            Milestone::DepartedSorting | Milestone::InTransit => self.pick(
                "Votre colis est en cours d'acheminement.",
                "Your parcel is on its way.",
            ),
            Milestone::Rerouted | Milestone::Relabeled => self.pick(
                "Votre colis est réacheminé vers son site de livraison.",
                "Your parcel is being sent on to the site that delivers it.",
            ),
            _ => self.pick(
                "Votre colis est en transit sur nos plateformes logistiques.",
                "Your parcel is passing through our hubs.",
            ),
        }
    }

    const fn coming(self, code: Code) -> &'static str {
        match code {
            Code::Dr1 => self.pick(
                "Votre Colissimo va bientôt nous être confié ! Il est en cours de préparation chez votre expéditeur.",
                "Your parcel will be with us soon! Its sender is preparing it.",
            ),
            Code::Pc2 => self.pick(
                "Votre colis est pris en charge dans son pays d’expédition.",
                "Your parcel was handed in in the country that it is sent from.",
            ),
            Code::Et2 => self.pick(
                "Votre colis est prêt à partir de son territoire d’expédition. Il va être remis au transporteur pour son acheminement.",
                "Your parcel is ready to leave the country that it is sent from.",
            ),
            Code::Et3 => self.pick(
                "Votre colis est arrivé dans le pays du destinataire.",
                "Your parcel is in the recipient's country.",
            ),
            Code::Et4 => self.pick(
                "Votre colis est en transit dans un autre pays.",
                "Your parcel is passing through another country.",
            ),
            _ => self.pick(
                "Votre colis est pris en charge par La Poste.",
                "La Poste has your parcel.",
            ),
        }
    }

    const fn held(self, code: Code) -> &'static str {
        match code {
            Code::Do1 => self.pick(
                "Votre colis est entré en douane.",
                "Your parcel has entered customs.",
            ),
            Code::Do2 => self.pick(
                "Votre colis est sorti de douane.",
                "Your parcel has left customs.",
            ),
            Code::Do3 => self.pick(
                "Votre colis est retenu en douane.",
                "Your parcel is held by customs.",
            ),
            Code::Pb2 => self.pick(
                "Le problème est résolu, votre colis reprend son chemin.",
                "The problem is solved and your parcel moves on.",
            ),
            _ => self.pick(
                "Votre colis rencontre un problème en cours d’acheminement.",
                "There is a problem with your parcel.",
            ),
        }
    }

    const fn at_the_door(self, code: Code) -> &'static str {
        match code {
            Code::Md2 => self.pick(
                "Votre colis est dans le site de livraison qui dessert votre adresse. Nous le préparons pour le mettre en livraison.",
                "Your parcel is at the site that serves your address. We are taking it out for delivery.",
            ),
            Code::Nd1 => self.pick(
                "Votre colis n’a pas pu être livré.",
                "Your parcel could not be delivered.",
            ),
            Code::Ag1 => self.pick(
                "Votre colis vous attend au point de retrait.",
                "Your parcel waits for you at the counter.",
            ),
            Code::Re1 => self.pick(
                "Votre colis est retourné à son expéditeur.",
                "Your parcel is going back to its sender.",
            ),
            Code::Di2 => self.pick(
                "Votre colis a été remis à son expéditeur.",
                "Your parcel is back with its sender.",
            ),
            _ => self.pick("Votre colis est livré.", "Your parcel is delivered."),
        }
    }
}
