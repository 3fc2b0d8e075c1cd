//! French.

use super::{Node, Token, Words};
use crate::parcel::Milestone;

pub(super) const WORDS: Words = Words {
    note: "Note du transporteur :",
    destination_city: "Ville de destination",
    delivered: "Livré",
    token,
    node,
    event,
};

const fn token(token: Token) -> &'static str {
    match token {
        Token::SellerPreparing => "En attente d'expédition par le vendeur",
        Token::WaitAccept => "Expédition en attente par le vendeur",
        Token::Delivering => "En acheminement",
        Token::ClearCustoms => "En douane",
        Token::AwaitingPickup => "À retirer",
        Token::Delivered => "Livré",
        Token::Failed => "Échec de la livraison",
        Token::Return => "En cours de retour",
        Token::Returned => "Retourné",
    }
}

const fn node(node: Node) -> &'static str {
    match node {
        Node::InTransit => "En transit",
        Node::AtCustoms => "En douane",
        Node::OutForDelivery => "En cours de livraison",
        Node::Delivered => "Livré",
    }
}

const fn event(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced => "Informations d'expédition reçues par l'entrepôt",
        Milestone::Packed => "Colis prêt à quitter l'entrepôt",
        Milestone::Dispatched => "Colis expédié de l'entrepôt",
        Milestone::PickupFailed => "Échec de la collecte",
        Milestone::PickedUp => "Reçu par l'entreprise de logistique",
        Milestone::ArrivedOriginSorting => "En cours de traitement au centre de tri",
        Milestone::DepartedOriginSorting => "A quitté le centre de tri",
        Milestone::SortingDelayed => "Retard de traitement au centre de tri",
        Milestone::ArrivedExportHub => "Arrivé au centre de transport de départ",
        Milestone::ExportCustomsStarted => "Dédouanement à l'exportation commencé",
        Milestone::ExportCustomsHeld => "Dédouanement à l'exportation retardé",
        Milestone::ExportCleared => "Dédouanement à l'exportation terminé",
        Milestone::ExportCanceled => "Échec du dédouanement à l'exportation",
        Milestone::HeldAtExportHub => "Retard de traitement au centre de transport de départ",
        Milestone::HandedToAirline => "Quitte le pays/la région de départ",
        Milestone::LineHaulDelayed => "Transport international retardé",
        Milestone::DepartedOrigin => "A quitté le pays/la région de départ",
        Milestone::ArrivedTransit => "Arrivé dans le pays/la région de transit",
        Milestone::DepartedTransit => "Quitte le pays/la région de transit",
        Milestone::ArrivedDestination => "Arrivé au bureau de transport international",
        Milestone::HeldAtDestination => "Retard de traitement au bureau de transport international",
        Milestone::ImportCustomsStarted => "Dédouanement à l'importation commencé",
        Milestone::CustomsHeld => "Dédouanement à l'importation retardé",
        Milestone::DutiesRequested => "Droits et taxes à payer",
        Milestone::DutiesPaid => "Dédouanement à l'importation en cours",
        Milestone::CustomsCleared => "Dédouanement à l'importation terminé",
        Milestone::CustomsRefused => "Échec du dédouanement à l'importation",
        Milestone::DepartedDestinationOffice => "A quitté la douane",
        Milestone::LastMileAnnounced | Milestone::Rerouted | Milestone::TrackingEnds => {
            "Mise à jour du transporteur"
        }
        Milestone::HandedOver => "Reçu par l'entreprise de livraison locale",
        Milestone::ArrivedSorting => "Arrivé au centre de tri du pays/de la région de destination",
        Milestone::DepartedSorting => {
            "A quitté le centre de tri du pays/de la région de destination"
        }
        Milestone::Missorted => {
            "Retard de traitement au centre de tri du pays/de la région de destination"
        }
        Milestone::Relabeled => "Numéro de suivi modifié",
        Milestone::ArrivedDepot => "Arrivé au centre de livraison local",
        Milestone::HeldAtDepot => "Livraison retardée",
        Milestone::OutForDelivery => "En cours de livraison",
        Milestone::DeliveryAttempted => "Échec de la tentative de livraison",
        Milestone::DeliveryRescheduled => "Nouvelle livraison programmée",
        Milestone::AvailableForPickup => "Colis prêt à être retiré",
        Milestone::PickupExpired => "Délai de retrait dépassé",
        Milestone::Delivered => "Colis livré",
        Milestone::Refused => "Livraison refusée",
        Milestone::ReturnStarted => "Colis en cours de retour",
        Milestone::ReturnDeparted => "Colis retourné en transit",
        Milestone::ReturnArrived => "Colis retourné arrivé à l'entrepôt",
        Milestone::Returned => "Colis retourné",
        Milestone::Lost => "Colis perdu",
        Milestone::Damaged => "Colis endommagé",
        Milestone::Destroyed => "Colis détruit",
        Milestone::Abandoned => "Colis éliminé",
        Milestone::Canceled => "Envoi annulé",
        Milestone::InTransit => "Envoi en cours d'acheminement",
    }
}
