//! The server: what the protocol asks of it, handed to tools, resources, prompts and completions.

use std::sync::Arc;

use goingrate::GoingRate;
use goingrate::units::{Date, Problem};
use goingrate_view::questions::{Asking, Question, loosely};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, CompleteRequestParams, CompleteResult,
    GetPromptRequestParams, GetPromptResponse, Implementation, ListPromptsResult,
    ListResourceTemplatesResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams,
    ReadResourceRequestParams, ReadResourceResponse, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::{Map, Value};

use crate::run::{Limits, Turns};
use crate::{answer, complete, prompts, resources, tools};

/// What an assistant is told when it connects.
const INSTRUCTIONS: &str = "\
Going Rate says what work pays, what hiring costs and what offers are worth, from published evidence \
that it carries; it reads nothing from the network. Ask in plain words: \"senior backend, Seattle, Rust\". \
Every figure has an interval: tell it, with the currency, the period and the date. Say what the answer \
assumed (\"Read as\"). When an answer is refused, mend the named field by its hint and ask again. The \
resource goingrate://guide says how to ask and what answers do not say.";

/// The day on which questions are asked.
type Clock = Box<dyn Fn() -> Result<Date, Problem> + Send + Sync>;

/// A server for any number of clients; a clone is the same server.
#[derive(Clone)]
pub struct Server {
    shared: Arc<Shared>,
}

struct Shared {
    going_rate: GoingRate,
    today: Clock,
    turns: Turns,
    tools: Vec<Tool>,
}

impl Server {
    /// A server of what is opened. `today` is asked with every question.
    pub fn new(
        going_rate: GoingRate,
        today: impl Fn() -> Result<Date, Problem> + Send + Sync + 'static,
        limits: Limits,
    ) -> Server {
        let (today, turns) = (Box::new(today), Turns::new(limits));
        Server { shared: Arc::new(Shared { going_rate, today, turns, tools: tools::tools() }) }
    }

    /// Does something with what is opened, on a blocking thread.
    async fn work<T: Send + 'static>(
        &self,
        slow: bool,
        context: &RequestContext<RoleServer>,
        work: impl FnOnce(&Asking) -> T + Send + 'static,
    ) -> Result<Result<T, Problem>, ErrorData> {
        let shared = Arc::clone(&self.shared);
        let asked = move || {
            let today = (shared.today)()?;
            Ok(work(&Asking::new(&shared.going_rate, today)))
        };
        Ok(self.shared.turns.run(slow, context, asked).await?)
    }

    async fn call(
        &self,
        question: &'static Question,
        arguments: Option<Map<String, Value>>,
        context: &RequestContext<RoleServer>,
    ) -> Result<CallToolResult, ErrorData> {
        let request = loosely(&question.fields(), arguments.unwrap_or_default());
        let ask = move |asking: &Asking| answer::answer(question, asking, &request);
        let answered = self.work(question.slow, context, ask).await?;
        Ok(answered.unwrap_or_else(|problem| answer::refused(&problem)))
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder()
            .enable_tools()
            .enable_resources()
            .enable_prompts()
            .enable_completions()
            .build();
        let version = env!("CARGO_PKG_VERSION");
        let name = Implementation::new("goingrate", version).with_title("Going Rate");
        ServerConfig::new(capabilities).with_server_info(name).with_instructions(INSTRUCTIONS)
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        self.shared.tools.iter().find(|tool| tool.name == name).cloned()
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(self.shared.tools.clone()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(question) = tools::question(&request.name) else {
            let said = format!("there is no tool {}", request.name);
            return Err(ErrorData::invalid_params(said, None));
        };
        Ok(self.call(question, request.arguments, &context).await?.into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        Ok(ListResourcesResult::with_all_items(resources::list()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(resources::templates()))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let uri = request.uri;
        let read = self.work(false, &context, move |asking| resources::read(&uri, asking)).await?;
        match read.and_then(|read| read) {
            Ok(result) => Ok(result.into()),
            Err(problem) => {
                let fields = serde_json::to_value(&problem).ok();
                Err(ErrorData::resource_not_found(answer::said(&problem), fields))
            }
        }
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(prompts::list()))
    }

    async fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        let arguments = request.arguments.unwrap_or_default();
        let filled = prompts::fill(&request.name, &arguments);
        filled.map(Into::into).map_err(|said| ErrorData::invalid_params(said, None))
    }

    async fn complete(
        &self,
        request: CompleteRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CompleteResult, ErrorData> {
        let found = self.work(false, &context, move |asking| complete::complete(&request, asking));
        let values = found.await?.and_then(|found| found).unwrap_or_default();
        complete::result(values).map_err(|said| ErrorData::internal_error(said, None))
    }
}
