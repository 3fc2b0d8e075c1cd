//! Portuguese of Brazil.

use super::{Node, Token, Words};
use crate::parcel::Milestone;

pub(super) const WORDS: Words = Words {
    note: "Nota da transportadora:",
    destination_city: "Cidade de destino",
    delivered: "Entregue",
    token,
    node,
    event,
};

const fn token(token: Token) -> &'static str {
    match token {
        Token::SellerPreparing => "Aguardando envio do vendedor",
        Token::WaitAccept => "Envio pendente pelo vendedor",
        Token::Delivering => "Em entrega",
        Token::ClearCustoms => "Na alfândega",
        Token::AwaitingPickup => "Aguardando retirada",
        Token::Delivered => "Entregue",
        Token::Failed => "Falha na entrega",
        Token::Return => "Em devolução",
        Token::Returned => "Devolvido",
    }
}

const fn node(node: Node) -> &'static str {
    match node {
        Node::InTransit => "Em trânsito",
        Node::AtCustoms => "Na alfândega",
        Node::OutForDelivery => "Saiu para entrega",
        Node::Delivered => "Entregue",
    }
}

const fn event(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced => "Informações do envio recebidas eletronicamente pelo armazém",
        Milestone::Packed => "Pacote pronto para envio do armazém",
        Milestone::Dispatched => "Pacote enviado do armazém",
        Milestone::PickupFailed => "Falha na tentativa de coleta",
        Milestone::PickedUp => "Recebido pela empresa de logística",
        Milestone::ArrivedOriginSorting => "Em processamento no centro de triagem",
        Milestone::DepartedOriginSorting => "Saiu do centro de triagem",
        Milestone::SortingDelayed => "Atraso no processamento no centro de triagem",
        Milestone::ArrivedExportHub => "Chegou ao centro de transporte de partida",
        Milestone::ExportCustomsStarted => "Desembaraço aduaneiro de exportação iniciado",
        Milestone::ExportCustomsHeld => "Desembaraço aduaneiro de exportação atrasado",
        Milestone::ExportCleared => "Desembaraço aduaneiro de exportação concluído",
        Milestone::ExportCanceled => "Falha no desembaraço aduaneiro de exportação",
        Milestone::HeldAtExportHub => "Atraso no processamento no centro de transporte de partida",
        Milestone::HandedToAirline => "Saindo do país/região de origem",
        Milestone::LineHaulDelayed => "Transporte internacional atrasado",
        Milestone::DepartedOrigin => "Saiu do país/região de origem",
        Milestone::ArrivedTransit => "Chegou ao país/região de trânsito",
        Milestone::DepartedTransit => "Saindo do país/região de trânsito",
        Milestone::ArrivedDestination => "Chegou à unidade de transporte internacional",
        Milestone::HeldAtDestination => {
            "Atraso no processamento na unidade de transporte internacional"
        }
        Milestone::ImportCustomsStarted => "Desembaraço aduaneiro de importação iniciado",
        Milestone::CustomsHeld => "Desembaraço aduaneiro de importação atrasado",
        Milestone::DutiesRequested => "Pagamento de impostos pendente",
        Milestone::DutiesPaid => "Desembaraço aduaneiro de importação em andamento",
        Milestone::CustomsCleared => "Desembaraço aduaneiro de importação concluído",
        Milestone::CustomsRefused => "Falha no desembaraço aduaneiro de importação",
        Milestone::DepartedDestinationOffice => "Saiu da alfândega",
        Milestone::LastMileAnnounced | Milestone::Rerouted | Milestone::TrackingEnds => {
            "Atualização da transportadora"
        }
        Milestone::HandedOver => "Recebido pela empresa de entrega local",
        Milestone::ArrivedSorting => "Chegou ao centro de triagem do país/região de destino",
        Milestone::DepartedSorting => "Saiu do centro de triagem do país/região de destino",
        Milestone::Missorted => {
            "Atraso no processamento no centro de triagem do país/região de destino"
        }
        Milestone::Relabeled => "Número de rastreamento alterado",
        Milestone::ArrivedDepot => "Chegou ao centro de distribuição local",
        Milestone::HeldAtDepot => "Entrega atrasada",
        Milestone::OutForDelivery => "Saiu para entrega",
        Milestone::DeliveryAttempted => "Falha na tentativa de entrega",
        Milestone::DeliveryRescheduled => "Nova entrega agendada",
        Milestone::AvailableForPickup => "Pacote pronto para retirada",
        Milestone::PickupExpired => "Prazo de retirada expirado",
        Milestone::Delivered => "Pacote entregue",
        Milestone::Refused => "Entrega recusada",
        Milestone::ReturnStarted => "Pacote em devolução",
        Milestone::ReturnDeparted => "Pacote devolvido em trânsito",
        Milestone::ReturnArrived => "Pacote devolvido chegou ao armazém",
        Milestone::Returned => "Pacote devolvido",
        Milestone::Lost => "Pacote extraviado",
        Milestone::Damaged => "Pacote danificado",
        Milestone::Destroyed => "Pacote destruído",
        Milestone::Abandoned => "Pacote descartado",
        Milestone::Canceled => "Envio cancelado",
        Milestone::InTransit => "Envio a caminho",
    }
}
