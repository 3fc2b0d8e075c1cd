//! Spanish.

use super::{Node, Token, Words};
use crate::parcel::Milestone;

pub(super) const WORDS: Words = Words {
    note: "Nota del transportista:",
    destination_city: "Ciudad de destino",
    delivered: "Entregado",
    token,
    node,
    event,
};

const fn token(token: Token) -> &'static str {
    match token {
        Token::SellerPreparing => "A la espera del envío del vendedor",
        Token::WaitAccept => "Pendiente de envío por el vendedor",
        Token::Delivering => "En camino",
        Token::ClearCustoms => "En aduana",
        Token::AwaitingPickup => "Listo para recoger",
        Token::Delivered => "Entregado",
        Token::Failed => "Entrega fallida",
        Token::Return => "En devolución",
        Token::Returned => "Devuelto",
    }
}

const fn node(node: Node) -> &'static str {
    match node {
        Node::InTransit => "En tránsito",
        Node::AtCustoms => "En aduana",
        Node::OutForDelivery => "En reparto",
        Node::Delivered => "Entregado",
    }
}

const fn event(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced => "El almacén ha recibido la información del envío",
        Milestone::Packed => "Paquete listo para salir del almacén",
        Milestone::Dispatched => "Paquete enviado desde el almacén",
        Milestone::PickupFailed => "Intento de recogida fallido",
        Milestone::PickedUp => "Recibido por la empresa de logística",
        Milestone::ArrivedOriginSorting => "En proceso en el centro de clasificación",
        Milestone::DepartedOriginSorting => "Ha salido del centro de clasificación",
        Milestone::SortingDelayed => "Retraso en el centro de clasificación",
        Milestone::ArrivedExportHub => "Ha llegado al centro de transporte de salida",
        Milestone::ExportCustomsStarted => "Despacho de aduana de exportación iniciado",
        Milestone::ExportCustomsHeld => "Despacho de aduana de exportación retrasado",
        Milestone::ExportCleared => "Despacho de aduana de exportación completado",
        Milestone::ExportCanceled => "Despacho de aduana de exportación fallido",
        Milestone::HeldAtExportHub => "Retraso en el centro de transporte de salida",
        Milestone::HandedToAirline => "Saliendo del país/región de origen",
        Milestone::LineHaulDelayed => "Transporte internacional retrasado",
        Milestone::DepartedOrigin => "Ha salido del país/región de origen",
        Milestone::ArrivedTransit => "Ha llegado al país/región de tránsito",
        Milestone::DepartedTransit => "Saliendo del país/región de tránsito",
        Milestone::ArrivedDestination => "Ha llegado a la oficina de transporte internacional",
        Milestone::HeldAtDestination => "Retraso en la oficina de transporte internacional",
        Milestone::ImportCustomsStarted => "Despacho de aduana de importación iniciado",
        Milestone::CustomsHeld => "Despacho de aduana de importación retrasado",
        Milestone::DutiesRequested => "Pago de aranceles e impuestos pendiente",
        Milestone::DutiesPaid => "Despacho de aduana de importación en curso",
        Milestone::CustomsCleared => "Despacho de aduana de importación completado",
        Milestone::CustomsRefused => "Despacho de aduana de importación fallido",
        Milestone::DepartedDestinationOffice => "Ha salido de la aduana",
        Milestone::LastMileAnnounced | Milestone::Rerouted | Milestone::TrackingEnds => {
            "Actualización del transportista"
        }
        Milestone::HandedOver => "Recibido por la empresa de reparto local",
        Milestone::ArrivedSorting => {
            "Ha llegado al centro de clasificación del país/región de destino"
        }
        Milestone::DepartedSorting => {
            "Ha salido del centro de clasificación del país/región de destino"
        }
        Milestone::Missorted => "Retraso en el centro de clasificación del país/región de destino",
        Milestone::Relabeled => "Número de seguimiento modificado",
        Milestone::ArrivedDepot => "Ha llegado al centro de reparto local",
        Milestone::HeldAtDepot => "Entrega retrasada",
        Milestone::OutForDelivery => "En reparto",
        Milestone::DeliveryAttempted => "Intento de entrega fallido",
        Milestone::DeliveryRescheduled => "Nueva entrega programada",
        Milestone::AvailableForPickup => "Paquete listo para recoger",
        Milestone::PickupExpired => "Plazo de recogida vencido",
        Milestone::Delivered => "Paquete entregado",
        Milestone::Refused => "Entrega rechazada",
        Milestone::ReturnStarted => "Paquete en devolución",
        Milestone::ReturnDeparted => "Paquete devuelto en tránsito",
        Milestone::ReturnArrived => "Paquete devuelto recibido en el almacén",
        Milestone::Returned => "Paquete devuelto",
        Milestone::Lost => "Paquete perdido",
        Milestone::Damaged => "Paquete dañado",
        Milestone::Destroyed => "Paquete destruido",
        Milestone::Abandoned => "Paquete desechado",
        Milestone::Canceled => "Envío cancelado",
        Milestone::InTransit => "Envío en camino",
    }
}
