mock_provider "aws" {}

variables {
  name                     = "heal7-test"
  vpc_id                   = "vpc-00000000"
  subnet_ids               = ["subnet-00000001", "subnet-00000002", "subnet-00000003"]
  client_security_group_id = "sg-00000000"
  node_type                = "cache.r6g.large"
  nodes                    = 3
}

run "redis" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.num_cache_clusters == 3
    error_message = "Three nodes."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.at_rest_encryption_enabled && aws_elasticache_replication_group.this.transit_encryption_enabled
    error_message = "Encrypted at rest and in transit."
  }
}

run "one_node_has_no_failover" {
  command = plan

  variables {
    nodes = 1
  }

  assert {
    condition     = !aws_elasticache_replication_group.this.automatic_failover_enabled
    error_message = "A single node has nobody to fail over to."
  }
}
