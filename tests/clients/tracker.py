"""A small tracker in Python: asks Cainiao's page and says, as JSON, how a parcel is and since when."""

import json
import os
import sys
import urllib.request

number = sys.argv[1]
url = f"{os.environ['SIM_URL']}/global/detail.json?mailNos={number}&lang=en-US"
with urllib.request.urlopen(url, timeout=10) as answer:
    [module] = json.load(answer)["module"] or [{}]
events = module.get("detailList") or []
status = module.get("status") or "NOT_FOUND"
print(json.dumps({"status": status, "events": len(events), "asked": os.environ["SIM_NOW"][:10]}))
