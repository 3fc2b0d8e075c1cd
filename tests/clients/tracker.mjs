// The same tracker in JavaScript.
const number = process.argv[2];
const { SIM_URL, SIM_NOW } = process.env;
const answer = await fetch(`${SIM_URL}/global/detail.json?mailNos=${number}&lang=en-US`);
const [module = {}] = (await answer.json()).module;
const status = module.status || "NOT_FOUND";
const events = (module.detailList ?? []).length;
console.log(JSON.stringify({ asked: SIM_NOW.slice(0, 10), events, status }));
